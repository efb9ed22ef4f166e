# Varnish in front of Broadside, which tells it what to forget: CDN=varnish, CDN_URLS=http://127.0.0.1:6081
# Run it with: varnishd -a :6081 -f /path/to/varnish.vcl -s malloc,256m
vcl 4.1;

import std;

backend broadside {
    .host = "127.0.0.1";
    .port = "8000";
    # The name has to be one that the site answers to.
    .probe = {
        .request = "HEAD /robots.txt HTTP/1.1" "Host: localhost" "Connection: close";
        .interval = 2s;
        .timeout = 5s;
        .window = 3;
        .threshold = 2;
        .initial = 2;
    }
}

# Who may say what is to be forgotten: the machines that run the site.
acl site {
    "127.0.0.1";
    "::1";
}

sub vcl_recv {
    if (req.method == "PURGE") {
        if (client.ip !~ site) {
            return (synth(403));
        }
        if (req.http.Surrogate-Key == "*") {
            ban("obj.status != 0");
        } elsif (req.http.Surrogate-Key ~ "^[A-Za-z0-9:_-]+( [A-Za-z0-9:_-]+)*$") {
            ban("obj.http.Surrogate-Key ~ (^|\s)(" + regsuball(req.http.Surrogate-Key, " ", "|") + ")(\s|$)");
        } else {
            return (synth(400));
        }
        return (synth(200));
    }
    # A login counts here; everywhere else an answer is the same with and without.
    if (req.url ~ "^/(admin|documents|api/v1/health)/" || req.http.Authorization || req.http.X-Preview-Link) {
        return (pass);
    }
    if (req.method == "GET" || req.method == "HEAD") {
        unset req.http.Cookie;
        # Otherwise a reader who reloads could have an answer made for everybody that may not be kept.
        unset req.http.Cache-Control;
        unset req.http.Pragma;
    }
    # A minute after its time an answer is shown while another is made; if none can be made, as long as it is kept.
    if (req.restarts == 0 && std.healthy(req.backend_hint)) {
        set req.grace = 60s;
    } else {
        set req.grace = 7d;
    }
}

sub vcl_backend_response {
    if (beresp.status >= 500) {
        if (bereq.is_bgfetch) {
            return (abandon);
        }
        # Not even remembered as something that can't be kept: what is old may still be shown.
        set beresp.ttl = 0s;
        set beresp.grace = 0s;
        return (deliver);
    }
    set beresp.grace = 0s;
    if (beresp.http.Surrogate-Control ~ "stale-if-error=[0-9]+") {
        set beresp.grace = std.duration(
            regsub(beresp.http.Surrogate-Control, ".*stale-if-error=([0-9]+).*", "\1") + "s", 0s);
    }
}

sub vcl_deliver {
    if (resp.status >= 500 && req.restarts == 0 && (req.method == "GET" || req.method == "HEAD")) {
        return (restart);
    }
    # What follows is meant for this cache. All others, browsers above all, have to ask each time.
    unset resp.http.Surrogate-Key;
    unset resp.http.Surrogate-Control;
    unset resp.http.CDN-Cache-Control;
    if (resp.http.Cache-Control ~ "s-maxage") {
        set resp.http.Cache-Control = "public, no-cache";
        unset resp.http.Age;
    }
    if (obj.hits > 0) {
        set resp.http.X-Cache = "hit";
    } else {
        set resp.http.X-Cache = "miss";
    }
}
