//! Real browsers, driven as people use them: what is visible is read, what is pressed is what has
//! those words on it. What a survivor and their therapist would see is what the stories are told by.

mod key;
mod left;
mod look;
mod program;

pub use left::Left;
pub use look::Width;
pub use program::INSTALL_HINT;
pub use thirtyfour::Key;

use program::{Program, Screen};
use serde_json::{Value, json};
use std::time::Duration;
use thirtyfour::error::WebDriverError;
use thirtyfour::session::scriptret::ScriptRet;
use thirtyfour::{By, Capabilities, WebDriver, WebElement};

/// How long something may take to be there before a story says it is missing.
const PATIENCE: Duration = Duration::from_secs(15);
/// How often is looked.
const LOOKS_EVERY: Duration = Duration::from_millis(40);

/// What a browser did not do, in words.
pub type Told<T> = Result<T, String>;

/// A running browser with a profile of its own. It goes with the value.
pub struct Browser {
    // In this order: the session ends, then the program, then the folder goes.
    driver: WebDriver,
    program: Program,
    _screen: Option<Screen>,
}

/// How a browser ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum End {
    /// Someone closes it.
    Closed,
    /// It is cut off, as when a battery fails.
    CutOff,
}

fn told(what: &str) -> impl FnOnce(WebDriverError) -> String {
    move |error| format!("{what}: {error}")
}

/// The things that can be pressed, and the one that has these words on it: exactly, or else the
/// first that begins with them.
const PRESSABLE: &str = "
const want = arguments[0];
const words = (one) => (one.innerText || one.textContent || '').replace(/\\s+/g, ' ').trim();
const all = [...document.querySelectorAll('button, a[href], summary, label')]
  .filter((one) => one.getClientRects().length > 0);
return all.find((one) => words(one) === want) ?? all.find((one) => words(one).startsWith(want)) ?? null;";

impl Browser {
    /// Starts Debian's Chromium.
    pub async fn chromium() -> Told<Self> {
        // It asks for a port and then for the same one of the other kind, which another may have
        // taken in between: then it ends at once, and is asked again.
        let mut program = Program::start("chromedriver", &["--port=0"]).await;
        for _ in 0..4 {
            if !matches!(&program, Err(why) if why.contains("already in use")) {
                break;
            }
            program = Program::start("chromedriver", &["--port=0"]).await;
        }
        let program = program?;
        let profile = program.folder().join("profile");
        let arguments = [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--force-color-profile=srgb",
            "--window-size=1280,900",
            &format!("--user-data-dir={}", profile.display()),
        ];
        let wanted = json!({
            "browserName": "chrome",
            "acceptInsecureCerts": true,
            "goog:chromeOptions": { "args": arguments },
        });
        Self::open_session(program, None, wanted).await
    }

    /// Starts Debian's Firefox.
    pub async fn firefox() -> Told<Self> {
        let binary = program::find("firefox-esr").ok_or(INSTALL_HINT)?;
        let program = Program::start("geckodriver", &["--port", "0"]).await?;
        let profile = program.folder().join("profile");
        std::fs::create_dir_all(&profile).map_err(|fault| fault.to_string())?;
        let wanted = json!({
            "browserName": "firefox",
            "acceptInsecureCerts": true,
            "moz:firefoxOptions": {
                "binary": binary,
                "args": ["-profile", profile.display().to_string(), "-headless", "-width", "1280", "-height", "900"],
                "prefs": {
                    "datareporting.policy.dataSubmissionEnabled": false,
                    "browser.shell.checkDefaultBrowser": false,
                    "app.update.enabled": false,
                    "app.normandy.enabled": false,
                    "network.captive-portal-service.enabled": false,
                    "network.connectivity-service.enabled": false,
                },
            },
        });
        Self::open_session(program, None, wanted).await
    }

    /// Starts Debian's `WebKitGTK` in its small browser.
    pub async fn webkit() -> Told<Self> {
        let screen = Screen::start()?;
        let program = Program::start_on("WebKitWebDriver", &screen).await?;
        let wanted = json!({
            "acceptInsecureCerts": true,
            "webkitgtk:browserOptions": {
                "binary": program::mini_browser().ok_or(INSTALL_HINT)?,
                "args": ["--automation"],
            },
        });
        Self::open_session(program, Some(screen), wanted).await
    }

    async fn open_session(program: Program, screen: Option<Screen>, wanted: Value) -> Told<Self> {
        let Value::Object(wanted) = wanted else {
            return Err("no capabilities".to_owned());
        };
        let address = format!("http://127.0.0.1:{}", program.port());
        let driver = WebDriver::new(address, Capabilities::from(wanted))
            .await
            .map_err(told("the browser did not start"))?;
        Ok(Self {
            driver,
            program,
            _screen: screen,
        })
    }

    /// Ends the browser; answers what it leaves on the device.
    pub async fn ends(self, end: End) -> Told<Left> {
        if end == End::CutOff {
            self.program.cut_off();
        }
        let ended = self.driver.quit().await;
        if end == End::Closed {
            ended.map_err(told("closing"))?;
        }
        Ok(Left {
            program: self.program,
        })
    }

    /// Without a network, or with it again. Chromium only.
    pub async fn offline(&self, offline: bool) -> Told<()> {
        self.tell("Network.enable", json!({})).await?;
        let how = json!({ "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
        self.tell("Network.emulateNetworkConditions", how).await
    }

    /// Looks at something else for a while: another tab, and back.
    pub async fn looks_away(&self) -> Told<()> {
        let old = self.driver.window().await.map_err(told("the tab"))?;
        let new = self.driver.new_tab().await.map_err(told("a new tab"))?;
        self.driver
            .switch_to_window(new)
            .await
            .map_err(told("the new tab"))?;
        self.open("about:blank").await?;
        self.driver
            .switch_to_window(old)
            .await
            .map_err(told("the old tab"))
    }

    /// Closes the other tabs, so that this one is seen again.
    pub async fn looks_back(&self) -> Told<()> {
        let here = self.driver.window().await.map_err(told("the tab"))?;
        for other in self.driver.windows().await.map_err(told("the tabs"))? {
            if other != here {
                self.driver
                    .switch_to_window(other)
                    .await
                    .map_err(told("another tab"))?;
                self.driver
                    .close_window()
                    .await
                    .map_err(told("closing it"))?;
            }
        }
        self.driver
            .switch_to_window(here)
            .await
            .map_err(told("the tab"))
    }

    /// Goes to an address, as if it were typed.
    pub async fn open(&self, address: &str) -> Told<()> {
        self.driver.goto(address).await.map_err(told(address))
    }

    /// Loads the page again.
    pub async fn reload(&self) -> Told<()> {
        self.driver.refresh().await.map_err(told("loading again"))
    }

    /// One step back in the browser's history.
    pub async fn back(&self) -> Told<()> {
        self.driver.back().await.map_err(told("back"))
    }

    /// One step forward in the browser's history.
    pub async fn forward(&self) -> Told<()> {
        self.driver.forward().await.map_err(told("forward"))
    }

    /// The address and the title that the browser shows.
    pub async fn address(&self) -> Told<(String, String)> {
        let address = self
            .driver
            .current_url()
            .await
            .map_err(told("the address"))?;
        let title = self.driver.title().await.map_err(told("the title"))?;
        Ok((address.to_string(), title))
    }

    /// What the page says to someone who looks: words that are hidden are not among it.
    pub async fn seen(&self) -> Told<String> {
        let seen = self
            .run(
                "return document.body ? document.body.innerText : '';",
                vec![],
            )
            .await?;
        Ok(seen.as_str().unwrap_or_default().to_owned())
    }

    /// Everything in the page, hidden or typed, that a dump of it would show.
    pub async fn everything(&self) -> Told<String> {
        let script = "return document.documentElement.outerHTML \
            + [...document.querySelectorAll('input, textarea')].map((one) => one.value).join(' ');";
        let all = self.run(script, vec![]).await?;
        Ok(all.as_str().unwrap_or_default().to_owned())
    }

    /// Waits until a dump of the page would show these words, seen or typed.
    pub async fn until_held(&self, words: &str) -> Told<()> {
        let deadline = tokio::time::Instant::now() + PATIENCE;
        loop {
            // While a page is being replaced there may be none to ask.
            let held = self.everything().await.unwrap_or_default();
            if held.contains(words) {
                return Ok(());
            }
            if tokio::time::Instant::now() > deadline {
                let (address, _) = self.address().await.unwrap_or_default();
                return Err(format!("“{words}” is not held at {address}"));
            }
            tokio::time::sleep(LOOKS_EVERY).await;
        }
    }

    /// Waits until these words can be seen; answers everything that can be seen then.
    pub async fn until_seen(&self, words: &str) -> Told<String> {
        let deadline = tokio::time::Instant::now() + PATIENCE;
        loop {
            // While a page is being replaced there may be none to ask.
            let seen = self.seen().await.unwrap_or_default();
            if plain(&seen).contains(words) {
                return Ok(seen);
            }
            if tokio::time::Instant::now() > deadline {
                let (address, _) = self.address().await.unwrap_or_default();
                return Err(format!(
                    "“{words}” is not to be seen at {address}; there is: {seen}"
                ));
            }
            tokio::time::sleep(LOOKS_EVERY).await;
        }
    }

    /// Presses what has these words on it: exactly these, or else the first that begins so.
    pub async fn press(&self, words: &str) -> Told<()> {
        self.with_element(&format!("pressing “{words}”"), PRESSABLE, words)
            .await
    }

    /// Presses the first thing a selector finds.
    pub async fn press_at(&self, selector: &str) -> Told<()> {
        let script = "return document.querySelector(arguments[0]);";
        self.with_element(&format!("pressing {selector}"), script, selector)
            .await
    }

    async fn with_element(&self, what: &str, script: &str, argument: &str) -> Told<()> {
        let deadline = tokio::time::Instant::now() + PATIENCE;
        loop {
            let found = self.driver.execute(script, vec![json!(argument)]).await;
            let done = match found.and_then(ScriptRet::element) {
                Ok(element) => self.bring_and_click(&element).await,
                Err(error) => Err(error),
            };
            let Err(error) = done else { return Ok(()) };
            if tokio::time::Instant::now() > deadline {
                let seen = self.seen().await.unwrap_or_default();
                return Err(format!("{what}: {error}; there is: {seen}"));
            }
            tokio::time::sleep(LOOKS_EVERY).await;
        }
    }

    /// Someone who wants to press something brings it to where they can see it.
    async fn bring_and_click(&self, element: &WebElement) -> Result<(), WebDriverError> {
        let script = "arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' });";
        self.driver
            .execute(script, vec![element.to_json()?])
            .await?;
        element.click().await
    }

    async fn find(&self, selector: &str) -> Told<WebElement> {
        let deadline = tokio::time::Instant::now() + PATIENCE;
        loop {
            match self.driver.find(By::Css(selector)).await {
                Ok(element) => return Ok(element),
                Err(_) if tokio::time::Instant::now() < deadline => {
                    tokio::time::sleep(LOOKS_EVERY).await;
                }
                Err(error) => return Err(format!("{selector}: {error}")),
            }
        }
    }

    /// Waits until something a selector finds is there.
    pub async fn until_there(&self, selector: &str) -> Told<()> {
        self.find(selector).await.map(drop)
    }

    /// Types words into the field with this name, in place of what is there.
    pub async fn fill(&self, name: &str, words: &str) -> Told<()> {
        let selector = format!("input[name='{name}'], textarea[name='{name}']");
        let field = self.find(&selector).await?;
        field.clear().await.map_err(told(name))?;
        field.send_keys(words).await.map_err(told(name))
    }

    /// Chooses a radio or ticks a box by its words, as a thumb does.
    pub async fn choose(&self, name: &str, value: &str) -> Told<()> {
        let script = "const one = document.querySelector(arguments[0]); \
            return one?.closest('label') ?? one;";
        let selector = format!("input[name='{name}'][value='{value}']");
        self.with_element(&format!("choosing {name} {value}"), script, &selector)
            .await
    }

    /// Sets the slider of a question to a whole number of steps from its low end.
    pub async fn slide(&self, name: &str, steps: usize) -> Told<()> {
        let script = "return document.querySelector(`input[name='${arguments[0]}']`)\
            ?.closest('.question')?.querySelector('input[type=range]');";
        let found = self
            .driver
            .execute(script, vec![json!(name)])
            .await
            .map_err(told(name))?;
        let slider = found.element().map_err(told(name))?;
        let right = char::from(Key::Right).to_string().repeat(steps);
        let keys = Key::Home + right.as_str();
        slider.send_keys(keys).await.map_err(told(name))
    }

    /// Hands a file to the field a selector finds, as someone who chooses it does.
    pub async fn hand_in(&self, selector: &str, file: &std::path::Path) -> Told<()> {
        let field = self.find(selector).await?;
        let path = file.display().to_string();
        field.send_keys(path).await.map_err(told(selector))
    }

    /// From now on the page's own work takes so many times as long, as on a slower phone. Chromium
    /// only.
    pub async fn slower(&self, times: u32) -> Told<()> {
        let slower = json!({ "rate": times });
        let method = "Emulation.setCPUThrottlingRate";
        let answer = self.driver.cdp().send_raw(method, slower).await;
        answer.map(drop).map_err(told("a slower processor"))
    }

    /// Presses a key so many times.
    pub async fn key(&self, key: Key, times: usize) -> Told<()> {
        let mut chain = self
            .driver
            .action_chain_with_delay(Some(Duration::ZERO), Some(Duration::ZERO));
        for _ in 0..times {
            chain = chain.key_down(key.clone()).key_up(key.clone());
        }
        chain.perform().await.map_err(told("pressing a key"))
    }

    /// Runs a script in the page. For looking; what people do is done by pressing.
    pub async fn run(&self, script: &str, arguments: Vec<Value>) -> Told<Value> {
        let answer = self
            .driver
            .execute(script, arguments)
            .await
            .map_err(told("a script"))?;
        Ok(answer.json().clone())
    }

    /// Runs a script that ends by calling its last argument.
    pub async fn run_until_called(&self, script: &str, arguments: Vec<Value>) -> Told<Value> {
        let answer = self
            .driver
            .execute_async(script, arguments)
            .await
            .map_err(told("a script"))?;
        Ok(answer.json().clone())
    }

    /// The value of a cookie that scripts may not see.
    pub async fn cookie(&self, name: &str) -> Told<Option<String>> {
        let cookies = self
            .driver
            .get_all_cookies()
            .await
            .map_err(told("the cookies"))?;
        Ok(cookies
            .into_iter()
            .find(|cookie| cookie.name == name)
            .map(|cookie| cookie.value))
    }

    /// Puts every cookie away: someone else's device from here on.
    pub async fn forget_cookies(&self) -> Told<()> {
        self.driver
            .delete_all_cookies()
            .await
            .map_err(told("the cookies"))
    }

    /// Opens an address in a new tab and closes the one before: what reopening a closed tab asks of
    /// the server and of the caches.
    pub async fn reopen(&self, address: &str) -> Told<()> {
        let old = self.driver.window().await.map_err(told("the tab"))?;
        let new = self.driver.new_tab().await.map_err(told("a new tab"))?;
        self.driver
            .switch_to_window(old)
            .await
            .map_err(told("the old tab"))?;
        self.driver
            .close_window()
            .await
            .map_err(told("closing the old tab"))?;
        self.driver
            .switch_to_window(new)
            .await
            .map_err(told("the new tab"))?;
        self.open(address).await
    }
}

/// Words as they are read: one space between them.
fn plain(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
