#!/bin/sh
# Directus hands every mail to this "sendmail". It is kept as a file, which appears whole or not at all.
mail=$(date +%s%N)-$$
cat > "$MAIL_DIR/.$mail" && mv "$MAIL_DIR/.$mail" "$MAIL_DIR/$mail.eml"
