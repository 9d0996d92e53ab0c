//! A device that holds passkeys, in software, in a browser.

use super::{Browser, Told};
use serde_json::json;

impl Browser {
    /// Gives the browser a device that makes and shows passkeys by itself; `knows` says whether it
    /// finds its person to be there. Chromium only.
    pub async fn holds_keys(&self, knows: bool) -> Told<()> {
        self.tell("WebAuthn.enable", json!({ "enableUI": false }))
            .await?;
        let device = json!({ "options": {
            "protocol": "ctap2", "transport": "internal",
            "hasResidentKey": true, "hasUserVerification": true,
            "isUserVerified": knows, "automaticPresenceSimulation": true,
        }});
        self.tell("WebAuthn.addVirtualAuthenticator", device).await
    }
}
