// The module `stream` and what goes with it: (kit) => { stream, collect, consumers }.
(kit) => {
  'use strict';
  const { part, lacking, absent } = kit;
  const { Stream, Readable, Writable, Duplex, Transform, PassThrough, started, coded } = part('stream');
  const isOver = (stream) => {
    const { hasEnded, hasFinished, destroyed } = started(stream);
    return destroyed || ((stream._read ? hasEnded : true) && (stream._write ? hasFinished : true));
  };
  const finished = (stream, options, done = options) => {
    let called = false;
    const over = (error) => {
      if (called) return;
      called = true;
      done(error);
    };
    if (isOver(stream)) queueMicrotask(() => over(stream.errored ?? undefined));
    let left = 0;
    for (const [event, is] of [['end', stream._read && stream.readable !== false], ['finish', stream._write && stream.writable !== false]]) {
      if (!is || options?.[event === 'end' ? 'readable' : 'writable'] === false) continue;
      left++;
      // Streams of this side close once they are through on both sides.
      const closes = stream instanceof Stream && options?.readable !== false && options?.writable !== false;
      stream.on(event, () => { if (--left === 0 && !closes) over(); });
    }
    stream.on('error', over);
    stream.on('close', () => over(isOver(stream) && !stream.errored ? undefined : stream.errored ?? coded('ERR_STREAM_PREMATURE_CLOSE', 'Premature close')));
    return () => { called = true; };
  };
  const finishedLater = (stream, options = {}) => new Promise((resolve, reject) => { finished(stream, options, (error) => (error ? reject(error) : resolve())); });
  const pipelineLater = async (...given) => {
    const steps = given.flat().filter((step) => typeof step === 'function' || typeof step?.on === 'function' || step?.[Symbol.asyncIterator] || step?.[Symbol.iterator]);
    let from = steps[0];
    if (typeof from === 'function') from = from();
    if (typeof from.pipe !== 'function') from = Readable.from(from);
    const all = [from];
    for (const step of steps.slice(1)) {
      if (typeof step === 'function') {
        const made = step(from);
        // The last step may be what uses up everything.
        if (typeof made?.then === 'function') return made;
        from = Readable.from(made);
        all.push(from);
      } else {
        all.push(step);
        from = from.pipe(step);
      }
    }
    const destroyAll = (error) => { for (const stream of all) if (!isOver(stream)) stream.destroy(error); };
    await new Promise((resolve, reject) => {
      for (const stream of all) stream.on('error', (error) => { destroyAll(); reject(error); });
      // An iterator at the end is read by whoever has it.
      if (from._write) finished(from, { readable: false }, (error) => (error ? reject(error) : resolve()));
      else finished(from, {}, (error) => (error ? reject(error) : resolve()));
    });
  };
  const pipeline = (...given) => {
    const done = typeof given.at(-1) === 'function' ? given.pop() : () => {};
    pipelineLater(...given).then((value) => done(undefined, value), done);
    return given.flat().at(-1);
  };
  const promises = lacking('stream/promises', { pipeline: pipelineLater, finished: finishedLater });
  const stream = Object.assign(Stream, {
    Stream, Readable, Writable, Duplex, Transform, PassThrough, promises, pipeline, finished,
    isReadable: (one) => Boolean(one?.readable), isErrored: (one) => Boolean(one?.errored), isDisturbed: (one) => started(one).flows === true,
    addAbortSignal: (signal, one) => {
      signal.addEventListener('abort', () => one.destroy(signal.reason));
      return one;
    },
    compose: absent('stream.compose'), getDefaultHighWaterMark: () => 65536, setDefaultHighWaterMark() {},
  });
  // All bytes of a stream.
  const collect = async (source) => {
    const chunks = [];
    for await (const chunk of source) chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
    return Buffer.concat(chunks);
  };
  const consumers = lacking('stream/consumers', {
    buffer: collect,
    text: async (source) => (await collect(source)).toString(),
    json: async (source) => JSON.parse((await collect(source)).toString()),
    arrayBuffer: async (source) => new Uint8Array(await collect(source)).buffer,
    blob: async (source) => new Blob([await collect(source)]),
  });
  return { stream, collect, consumers };
}
