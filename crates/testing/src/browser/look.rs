//! How a page looks and whether everyone can use it: widths, light and dark, pictures, axe.

use super::{Browser, Told, told};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// axe-core, which finds what keeps people out of a page.
const AXE: &str = include_str!("../../assets/axe.min.js");
/// Looks with axe and answers one line for each thing found.
const LOOK: &str = "
const done = arguments[arguments.length - 1];
const line = (rule, node) =>
  `${rule.id}: ${rule.help} at ${node.target.join(' ')} (${node.html.slice(0, 160)}) ${node.failureSummary ?? ''}`;
axe.run(document, { resultTypes: ['violations'] }).then(
  (found) => done({
    lines: found.violations.flatMap((rule) => rule.nodes.map((node) => line(rule, node))),
    tried: found.passes.length,
  }),
  (error) => done({ failed: String(error) }),
);";

/// How wide the screen is, in CSS pixels.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Width {
    /// The smallest phone, or 400 % zoom at a desk: 320 x 640.
    Smallest,
    /// A phone: 390 x 844.
    Phone,
    /// A desk: 1280 x 900.
    Desk,
}

impl Width {
    const fn size(self) -> (u64, u64) {
        match self {
            Self::Smallest => (320, 640),
            Self::Phone => (390, 844),
            Self::Desk => (1280, 900),
        }
    }
}

impl Browser {
    pub(super) async fn tell(&self, method: &str, what: Value) -> Told<()> {
        let answer = self.driver.cdp().send_raw(method, what).await;
        answer.map(drop).map_err(told(method))
    }

    async fn size(&self, width: Width, high: u64) -> Told<()> {
        let (wide, _) = width.size();
        let metrics = json!({
            "width": wide,
            "height": high,
            "deviceScaleFactor": 1,
            "mobile": width != Width::Desk,
        });
        self.tell("Emulation.setDeviceMetricsOverride", metrics)
            .await
    }

    /// Makes the screen this wide. Chromium only.
    pub async fn be(&self, width: Width) -> Told<()> {
        self.size(width, width.size().1).await
    }

    /// Prefers dark or light, and stillness or motion. Chromium only.
    pub async fn prefer(&self, dark: bool, still: bool) -> Told<()> {
        let scheme = if dark { "dark" } else { "light" };
        let motion = if still { "reduce" } else { "no-preference" };
        let features = json!({ "features": [
            { "name": "prefers-color-scheme", "value": scheme },
            { "name": "prefers-reduced-motion", "value": motion },
        ] });
        self.tell("Emulation.setEmulatedMedia", features).await
    }

    /// Turns the pages' own scripts off, or on again; from the next page on. Chromium only.
    pub async fn without_scripts(&self, without: bool) -> Told<()> {
        let value = json!({ "value": without });
        self.tell("Emulation.setScriptExecutionDisabled", value)
            .await
    }

    /// Puts a picture of what is on the screen into `target/screenshots/<name>.png`.
    pub async fn picture(&self, name: &str) -> Told<PathBuf> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/screenshots");
        std::fs::create_dir_all(&folder)
            .map_err(|fault| format!("{}: {fault}", folder.display()))?;
        let path = folder.join(format!("{name}.png"));
        self.driver.screenshot(&path).await.map_err(told(name))?;
        Ok(path)
    }

    /// The same, with everything below the edge of the screen. Chromium only.
    pub async fn whole_picture(&self, name: &str, width: Width) -> Told<PathBuf> {
        let script = "return document.documentElement.scrollHeight;";
        let all = self.run(script, vec![]).await?;
        let high = all.as_u64().unwrap_or_default().max(width.size().1);
        self.size(width, high).await?;
        let path = self.picture(name).await?;
        self.be(width).await?;
        Ok(path)
    }

    /// What keeps people out of this page, one line each: the rule, where, and what to do.
    pub async fn barriers(&self) -> Told<Vec<String>> {
        let there = self
            .run("return typeof window.axe === 'object';", vec![])
            .await?;
        if there != json!(true) {
            self.run(AXE, vec![]).await?;
        }
        let found = self.run_until_called(LOOK, vec![]).await?;
        if found["tried"].as_u64().unwrap_or_default() == 0 {
            return Err(format!("axe did not look at the page: {found}"));
        }
        let lines = found["lines"].as_array().cloned().unwrap_or_default();
        let lines = lines.iter().filter_map(Value::as_str);
        Ok(lines.map(str::to_owned).collect())
    }

    /// By how many pixels the page is wider than the screen: 0 when nothing scrolls sideways.
    pub async fn too_wide_by(&self) -> Told<i64> {
        let script =
            "const page = document.scrollingElement; return page.scrollWidth - page.clientWidth;";
        let wide = self.run(script, vec![]).await?;
        wide.as_i64()
            .ok_or_else(|| "the page has no width".to_owned())
    }
}
