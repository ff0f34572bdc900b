//! The keys of WeChat Pay's interface: ours, by which requests are signed, and theirs, by which answers and
//! notices are verified. Theirs are of two kinds, which stand side by side while a merchant moves from one to
//! the other: a public key with an id (`PUB_KEY_ID_…`), and certificates that change every few months and
//! are fetched. The header `Wechatpay-Serial` says which one a message is signed with.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{PoisonError, RwLock};

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{
    KeyPair as _, RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_SHA256, RsaKeyPair, UnparsedPublicKey,
};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rustls_pki_types::pem::PemObject as _;
use rustls_pki_types::{CertificateDer, PrivatePkcs8KeyDer, SubjectPublicKeyInfoDer};
use secrecy::{ExposeSecret as _, SecretString};

use crate::config::RealWeChatPayConfig;
use crate::error::ConnectError;

/// Signatures by which WeChat Pay tests whether we look: they have to be refused.
const PROBE: &str = "WECHATPAY/SIGNTEST/";

/// A message is not signed by WeChat Pay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum SignatureError {
    #[error("the signature is not valid")]
    Invalid,
    #[error("the signature is of a key that is not known here")]
    UnknownKey,
}

/// Something sealed with our `APIv3` key cannot be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the content cannot be decrypted with the APIv3 key")]
pub(super) struct SealError;

/// All keys of one merchant.
pub(super) struct Keys {
    merchant: RsaKeyPair,
    sealing: LessSafeKey,
    /// DER of the public keys by serial or id.
    theirs: RwLock<BTreeMap<String, Vec<u8>>>,
    /// The key that answers should be signed with, where there is one with an id.
    preferred: Option<String>,
}

impl fmt::Debug for Keys {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Keys(…)")
    }
}

impl Keys {
    pub(super) fn new(config: &RealWeChatPayConfig) -> Result<Self, ConnectError> {
        let setting = |key: &str, problem| ConnectError::setting(format!("pay.{key}"), problem);
        let merchant = merchant_key(&config.private_key)
            .ok_or_else(|| setting("private_key", "must be the PEM text of an RSA key (PKCS#8)"))?;
        let sealing = UnboundKey::new(&AES_256_GCM, config.api_v3_key.expose_secret().as_bytes());
        let sealing = sealing.map_err(|_| setting("api_v3_key", "must have 32 characters"))?;
        let mut theirs = BTreeMap::new();
        for (id, pem) in &config.public_keys {
            let key = SubjectPublicKeyInfoDer::from_pem_slice(pem.as_bytes());
            let key = key.map_err(|_| {
                setting(
                    "public_keys",
                    "must be PEM texts that begin with BEGIN PUBLIC KEY",
                )
            })?;
            theirs.insert(id.clone(), key.to_vec());
        }
        Ok(Self {
            merchant,
            sealing: LessSafeKey::new(sealing),
            preferred: theirs.keys().next().cloned(),
            theirs: RwLock::new(theirs),
        })
    }

    /// The key that answers should be signed with; told in the header `Wechatpay-Serial` of requests.
    pub(super) fn preferred(&self) -> Option<&str> {
        self.preferred.as_deref()
    }

    /// Our signature, base64.
    pub(super) fn sign(&self, message: &str) -> Option<String> {
        let mut signature = vec![0; self.merchant.public_modulus_len()];
        let random = SystemRandom::new();
        let signed = self.merchant.sign(
            &RSA_PKCS1_SHA256,
            &random,
            message.as_bytes(),
            &mut signature,
        );
        signed.ok().map(|()| STANDARD.encode(signature))
    }

    /// Whether `message` was signed with their key `serial`.
    pub(super) fn verify(
        &self,
        serial: &str,
        message: &[u8],
        signature: &str,
    ) -> Result<(), SignatureError> {
        if signature.starts_with(PROBE) {
            return Err(SignatureError::Invalid);
        }
        let theirs = self.theirs.read().unwrap_or_else(PoisonError::into_inner);
        let key = theirs.get(serial).ok_or(SignatureError::UnknownKey)?;
        let signature = STANDARD
            .decode(signature)
            .map_err(|_| SignatureError::Invalid)?;
        UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, key)
            .verify(message, &signature)
            .map_err(|_| SignatureError::Invalid)
    }

    /// Knows another certificate of theirs from now on. The former ones stay: messages that they sign are
    /// under way.
    pub(super) fn learn(&self, serial: &str, certificate_pem: &[u8]) -> Result<(), SealError> {
        let certificate = CertificateDer::from_pem_slice(certificate_pem).map_err(|_| SealError)?;
        let parsed = webpki::EndEntityCert::try_from(&certificate).map_err(|_| SealError)?;
        let key = parsed.subject_public_key_info().to_vec();
        let mut theirs = self.theirs.write().unwrap_or_else(PoisonError::into_inner);
        theirs.insert(serial.to_owned(), key);
        Ok(())
    }

    /// Opens what was sealed with our `APIv3` key (`AEAD_AES_256_GCM`).
    pub(super) fn open(
        &self,
        ciphertext: &str,
        nonce: &str,
        associated_data: &str,
    ) -> Result<Vec<u8>, SealError> {
        let mut bytes = STANDARD.decode(ciphertext).map_err(|_| SealError)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce.as_bytes()).map_err(|_| SealError)?;
        let aad = Aad::from(associated_data.as_bytes());
        let opened = self.sealing.open_in_place(nonce, aad, &mut bytes);
        let length = opened.map_err(|_| SealError)?.len();
        bytes.truncate(length);
        Ok(bytes)
    }
}

fn merchant_key(pem: &SecretString) -> Option<RsaKeyPair> {
    let key = PrivatePkcs8KeyDer::from_pem_slice(pem.expose_secret().as_bytes()).ok()?;
    let pair = RsaKeyPair::from_pkcs8(key.secret_pkcs8_der()).ok()?;
    // A key that signs nothing that its public part verifies would be found out by the first payer.
    (!pair.public_key().as_ref().is_empty()).then_some(pair)
}
