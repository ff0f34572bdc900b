//! Every kind of place can be opened from its configuration, without asking it anything.

use secrecy::SecretString;
use vault::{KeyRing, ObjectStoreConfig, OpenError, StoreLimits, Vault};

async fn open(config: ObjectStoreConfig) -> Result<(), OpenError> {
    let vault = Vault::open(&config, KeyRing::generate(), StoreLimits::default()).await;
    vault.map(drop)
}

fn secret() -> SecretString {
    "secret".to_owned().into()
}

fn oss(bucket: &str, endpoint: &str) -> ObjectStoreConfig {
    ObjectStoreConfig::Oss {
        bucket: bucket.to_owned(),
        endpoint: endpoint.to_owned(),
        access_key_id: secret(),
        access_key_secret: secret(),
        root: "portraits".to_owned(),
    }
}

fn cos(bucket: &str, endpoint: &str) -> ObjectStoreConfig {
    ObjectStoreConfig::Cos {
        bucket: bucket.to_owned(),
        endpoint: endpoint.to_owned(),
        secret_id: secret(),
        secret_key: secret(),
        root: String::new(),
    }
}

fn s3(bucket: &str, virtual_host_style: bool) -> ObjectStoreConfig {
    ObjectStoreConfig::S3 {
        bucket: bucket.to_owned(),
        region: "cn-north-1".to_owned(),
        endpoint: None,
        access_key_id: secret(),
        secret_access_key: secret(),
        root: String::new(),
        virtual_host_style,
    }
}

#[tokio::test]
async fn every_bucket_opens() {
    open(oss("photos", "https://oss.example")).await.unwrap();
    open(cos("photos", "https://cos.example")).await.unwrap();
    open(s3("photos", true)).await.unwrap();
    open(s3("photos", false)).await.unwrap();
}

#[tokio::test]
async fn a_bucket_without_a_name_or_address_is_refused() {
    for config in [
        oss("", "https://oss.example"),
        oss("photos", ""),
        cos("", "https://cos.example"),
        cos("photos", ""),
        s3("", false),
    ] {
        let opened = open(config).await;
        assert!(
            matches!(opened, Err(OpenError::Config { .. })),
            "{opened:?}"
        );
    }
}
