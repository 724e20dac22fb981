//! A browser without a window, driven through chromedriver (W3C `WebDriver`: JSON over plain HTTP on this machine).

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

/// The key that `WebDriver` names an element by.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";
/// `WebDriver`'s codes of keys without a character.
pub(crate) const ENTER: &str = "\u{E007}";
pub(crate) const ESCAPE: &str = "\u{E00C}";
pub(crate) const UP: &str = "\u{E013}";
pub(crate) const DOWN: &str = "\u{E015}";
pub(crate) const LEFT: &str = "\u{E012}";

/// Notes what goes wrong before the page has had a chance to hide it.
const WITNESS: &str = "window.trouble = [];
    document.addEventListener('securitypolicyviolation', (event) => trouble.push(`policy: ${event.effectiveDirective} ${event.blockedURI}`));
    window.addEventListener('error', (event) => trouble.push(`error: ${event.message}`));
    window.alert = (words) => trouble.push(`alert: ${words}`);";

pub(crate) struct Browser {
    driver: Child,
    port: u16,
    session: String,
    /// Where the page may load from: its own server, or nowhere for a file.
    origin: Option<String>,
    /// Kept open: chromedriver ends when nobody can hear it.
    _output: BufReader<ChildStdout>,
    /// Chromium's profile; removed at the end.
    profile: tempfile::TempDir,
}

impl Browser {
    /// Opens a file as a page in a window of this size.
    pub(crate) fn open(page: &Path, width: u32, height: u32) -> Self {
        Self::open_address(&format!("file://{}", page.display()), width, height)
    }

    /// Opens an address of this machine in a window of this size.
    pub(crate) fn open_address(address: &str, width: u32, height: u32) -> Self {
        let profile = tempfile::tempdir().unwrap();
        let mut driver = Command::new("chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("chromedriver: {error}"));
        let mut output = BufReader::new(driver.stdout.take().unwrap());
        let port = loop {
            let mut line = String::new();
            assert!(
                output.read_line(&mut line).unwrap() > 0,
                "chromedriver tells no port"
            );
            if let Some((_, port)) = line.split_once("successfully on port ") {
                break port.trim_end().trim_end_matches('.').parse().unwrap();
            }
        };
        let mut browser = Self {
            driver,
            port,
            session: String::new(),
            origin: origin(address),
            _output: output,
            profile,
        };
        browser.start(width, height);
        browser.developer(
            "Page.addScriptToEvaluateOnNewDocument",
            &json!({"source": WITNESS}),
        );
        browser.post("/url", &json!({"url": address}));
        browser
    }

    /// Goes into a frame of the page: what follows is about the page in it.
    #[cfg(feature = "serve")]
    pub(crate) fn enter_frame(&self, selector: &str) {
        let frame = json!({"id": {ELEMENT: self.element(selector)}});
        self.post("/frame", &frame);
    }

    fn start(&mut self, width: u32, height: u32) {
        let profile = self.profile.path().display().to_string();
        let arguments = [
            "--headless".to_owned(),
            "--no-sandbox".to_owned(),
            "--disable-gpu".to_owned(),
            "--disable-quic".to_owned(),
            "--no-first-run".to_owned(),
            "--disable-background-networking".to_owned(),
            "--disable-component-update".to_owned(),
            "--disable-sync".to_owned(),
            format!("--user-data-dir={profile}"),
            format!("--window-size={width},{height}"),
        ];
        let wanted = json!({"capabilities": {"alwaysMatch": {
            "browserName": "chrome",
            "goog:chromeOptions": {"args": arguments},
            "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"},
        }}});
        let started = self.request("POST", "/session", &wanted);
        started["sessionId"]
            .as_str()
            .unwrap()
            .clone_into(&mut self.session);
    }

    /// One request and the value of its answer; an answer that is an error ends the test.
    fn request(&self, method: &str, path: &str, body: &Value) -> Value {
        let body = match method {
            "GET" => String::new(),
            _ => body.to_string(),
        };
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream
            .set_read_timeout(Some(Duration::from_secs(60)))
            .unwrap();
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
            body.len()
        );
        stream.write_all(head.as_bytes()).unwrap();
        stream.write_all(body.as_bytes()).unwrap();
        let mut answer = BufReader::new(stream);
        let (mut status, mut line, mut length) = (String::new(), String::new(), 0);
        answer.read_line(&mut status).unwrap();
        while answer.read_line(&mut line).unwrap() > 2 {
            let (name, value) = line.split_once(':').unwrap();
            if name.eq_ignore_ascii_case("content-length") {
                length = value.trim().parse().unwrap();
            }
            line.clear();
        }
        let mut body = vec![0; length];
        answer.read_exact(&mut body).unwrap();
        let mut answer: Value = serde_json::from_slice(&body).unwrap();
        assert!(status.contains(" 200 "), "{method} {path}: {answer}");
        answer["value"].take()
    }

    fn post(&self, path: &str, body: &Value) -> Value {
        self.request("POST", &format!("/session/{}{path}", self.session), body)
    }

    /// A command of the Chrome `DevTools` Protocol.
    pub(crate) fn developer(&self, command: &str, parameters: &Value) -> Value {
        self.post(
            "/goog/cdp/execute",
            &json!({"cmd": command, "params": parameters}),
        )
    }

    /// What a script returns.
    pub(crate) fn run(&self, script: &str) -> Value {
        self.post("/execute/sync", &json!({"script": script, "args": []}))
    }

    pub(crate) fn text_of_script(&self, script: &str) -> String {
        self.run(script).as_str().unwrap_or_default().to_owned()
    }

    pub(crate) fn count(&self, script: &str) -> u64 {
        self.run(script).as_u64().unwrap()
    }

    pub(crate) fn number(&self, script: &str) -> f64 {
        self.run(script).as_f64().unwrap()
    }

    pub(crate) fn holds(&self, script: &str) -> bool {
        self.run(&format!("return Boolean({script});"))
            .as_bool()
            .unwrap()
    }

    /// Waits until a script's expression holds, at most some seconds.
    pub(crate) fn wait_for(&self, expression: &str) {
        let start = Instant::now();
        while !self.holds(expression) {
            assert!(
                start.elapsed() < Duration::from_secs(8),
                "never: {expression}"
            );
            std::thread::sleep(Duration::from_millis(30));
        }
    }

    fn element(&self, selector: &str) -> String {
        let found = self.post(
            "/element",
            &json!({"using": "css selector", "value": selector}),
        );
        found[ELEMENT].as_str().unwrap().to_owned()
    }

    /// The words of an element that can be seen.
    pub(crate) fn text(&self, selector: &str) -> String {
        let path = format!(
            "/session/{}/element/{}/text",
            self.session,
            self.element(selector)
        );
        let text = self.request("GET", &path, &json!({}));
        text.as_str().unwrap().to_owned()
    }

    /// A click with the mouse in the middle of an element.
    pub(crate) fn click(&self, selector: &str) {
        self.post(
            &format!("/element/{}/click", self.element(selector)),
            &json!({}),
        );
    }

    pub(crate) fn type_into(&self, selector: &str, keys: &str) {
        let path = format!("/element/{}/value", self.element(selector));
        self.post(&path, &json!({"text": keys}));
    }

    /// Keys one after the other, to whatever has the focus.
    pub(crate) fn press(&self, keys: &str) {
        let key = |kind: &str, key: char| json!({"type": kind, "value": key.to_string()});
        let actions: Vec<Value> = keys
            .chars()
            .flat_map(|character| [key("keyDown", character), key("keyUp", character)])
            .collect();
        self.post(
            "/actions",
            &json!({"actions": [{"type": "key", "id": "keyboard", "actions": actions}]}),
        );
    }

    /// Presses the mouse at a place of the window, moves it by so much and lets go.
    pub(crate) fn drag(&self, [x, y]: [i32; 2], [right, down]: [i32; 2]) {
        let to = |x, y| json!({"type": "pointerMove", "duration": 60, "x": x, "y": y, "origin": "viewport"});
        let actions = json!([
            to(x, y), {"type": "pointerDown", "button": 0}, to(x + right / 2, y + down / 2),
            to(x + right, y + down), {"type": "pointerUp", "button": 0}
        ]);
        self.post(
            "/actions",
            &json!({"actions": [{"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": actions}]}),
        );
    }

    /// Turns the wheel at a place of the window; negative is away from the reader.
    pub(crate) fn wheel(&self, [x, y]: [i32; 2], delta: i32) {
        let scroll = json!({"type": "scroll", "x": x, "y": y, "deltaX": 0, "deltaY": delta, "duration": 0, "origin": "viewport"});
        self.post(
            "/actions",
            &json!({"actions": [{"type": "wheel", "id": "wheel", "actions": [scroll]}]}),
        );
    }

    /// Everything that went wrong so far: the console, violations of the policy, and requests that are not
    /// for the page itself.
    pub(crate) fn trouble(&self) -> Vec<String> {
        let mut trouble = vec![];
        let log = |kind: &str| self.post("/se/log", &json!({"type": kind}));
        for entry in log("browser").as_array().unwrap() {
            trouble.push(format!("console: {}", entry["message"]));
        }
        for entry in log("performance").as_array().unwrap() {
            let event: Value = serde_json::from_str(entry["message"].as_str().unwrap()).unwrap();
            let message = &event["message"];
            let (page, url) = (
                &message["params"]["documentURL"],
                &message["params"]["request"]["url"],
            );
            // What the browser loads for itself, such as its page for a new tab, is no concern of ours.
            let is_ours = page.as_str().is_some_and(|page| {
                page.starts_with("file:") || page.starts_with("http://127.0.0.1")
            });
            let is_allowed = url == page || self.may_load(url.as_str().unwrap_or_default());
            if message["method"] == "Network.requestWillBeSent" && is_ours && !is_allowed {
                trouble.push(format!("request: {url}"));
            }
        }
        let found = self.run("return trouble;");
        let loaded =
            self.run("return performance.getEntriesByType('resource').map((entry) => entry.name);");
        let texts = |value: &Value| -> Vec<String> {
            let entries = value.as_array().unwrap().iter();
            entries
                .map(|entry| entry.as_str().unwrap().to_owned())
                .collect()
        };
        trouble.extend(texts(&found));
        let others = texts(&loaded).into_iter().filter(|url| !self.may_load(url));
        trouble.extend(others.map(|url| format!("loaded: {url}")));
        trouble
    }

    fn may_load(&self, url: &str) -> bool {
        self.origin
            .as_ref()
            .is_some_and(|origin| url.starts_with(origin.as_str()))
    }
}

/// `http://127.0.0.1:1234/` of an address; nothing of a file.
fn origin(address: &str) -> Option<String> {
    let host = address.strip_prefix("http://")?.split('/').next()?;
    Some(format!("http://{host}/"))
}

impl Drop for Browser {
    fn drop(&mut self) {
        // A test that failed inside a request must not fail again here.
        if let Ok(mut stream) = TcpStream::connect(("127.0.0.1", self.port)) {
            let _ = write!(
                stream,
                "DELETE /session/{} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
                self.session
            );
            // The first byte of the answer comes when Chromium is gone; the connection itself stays open.
            let _ = stream.set_read_timeout(Some(Duration::from_secs(10)));
            let _ = stream.read(&mut [0]);
        }
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}
