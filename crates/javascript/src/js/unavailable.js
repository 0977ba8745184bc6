// What n8n has and packages do not find here: (kit) => names by where they are looked for. They are refused by name when they are used.
() => ({
  self: [
    'putExecutionToWait', 'executeWorkflow', 'startJob', 'getExecutionDataById', 'getRunnerStatus', 'getParentCallbackManager', 'logAiEvent', 'logNodeOutput',
    'emit', 'emitError', 'saveFailedExecution', 'getActivationMode', 'getWebhookName', 'getBodyData', 'getHeaderData', 'getParamsData', 'getQueryData',
    'getRequestObject', 'getResponseObject', 'getNodeWebhookUrl', 'getSignedResumeUrl', 'setSignatureValidationRequired', 'getSignature', 'validateExecutionSignature',
  ],
  helpers: [
    'getSSHClient', 'registerCron', 'createReadStream', 'getStoragePath', 'writeContentToFile', 'resolvePath', 'isFilePathBlocked', 'getBinaryPath', 'getBinaryMetadata',
    'createBinarySignedUrl', 'copyBinaryFile', 'requestWithAuthenticationPaginated', 'refreshOAuth2Token', 'getDataTableProxy', 'getDataTableAggregateProxy',
    'checkProcessedAndRecord', 'checkProcessedItemsAndRecord', 'removeProcessed', 'clearAllProcessedItems', 'getProcessedDataCount', 'returnAll',
  ],
})
