// Passkeys on the way in: asks the browser for one, and sends what it gives as an ordinary form.

const form = document.getElementById('passkey');

/** @param {string} text base64url, as the server writes bytes */
function bytes(text) {
  const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(plain, (character) => character.charCodeAt(0));
}

/** @param {ArrayBuffer | null} buffer */
function text(buffer) {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

const readKeys = (keys = []) => keys.map((key) => ({ ...key, id: bytes(key.id) }));

async function make(options) {
  return navigator.credentials.create({
    publicKey: {
      ...options,
      challenge: bytes(options.challenge),
      user: { ...options.user, id: bytes(options.user.id) },
      excludeCredentials: readKeys(options.excludeCredentials)
    }
  });
}

async function find(options) {
  return navigator.credentials.get({
    publicKey: {
      ...options,
      challenge: bytes(options.challenge),
      allowCredentials: readKeys(options.allowCredentials)
    }
  });
}

/** The browser's answer as JSON. Browsers before 2025 can't write it themselves. */
function written(credential) {
  const response = { clientDataJSON: text(credential.response.clientDataJSON) };
  for (const part of ['attestationObject', 'authenticatorData', 'signature', 'userHandle']) {
    if (credential.response[part]) response[part] = text(credential.response[part]);
  }
  const { id, type } = credential;
  const clientExtensionResults = credential.getClientExtensionResults();
  return JSON.stringify({ id, rawId: text(credential.rawId), type, response, clientExtensionResults });
}

async function send(event) {
  event.preventDefault();
  const failed = form.querySelector('.second-step__failed');
  failed.textContent = '';
  try {
    const { publicKey } = JSON.parse(document.getElementById('passkey-options').textContent);
    form.elements.credential.value = written(await (form.dataset.makes ? make : find)(publicKey));
    form.submit();
  } catch {
    // Whoever closes the browser's window ends here too.
    failed.textContent = form.dataset.failed;
  }
}

// Without https there are none, and none for a server that has a number instead of a name.
if (form && window.PublicKeyCredential && !/^[\d.]+$|:/.test(location.hostname)) {
  form.hidden = false;
  for (const part of document.querySelectorAll('[data-passkeys]')) part.hidden = false;
  form.addEventListener('submit', send);
}
