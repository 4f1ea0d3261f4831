using System.Net.Http.Json;
using EmailAgent.Api.Tests.Audit;
using EmailAgent.Grains.SignIn;
using EmailAgent.Testing;

namespace EmailAgent.Api.Tests.SignIn;

/// <summary>Connecting mailboxes by OAuth, from the address the user is sent to until the mailbox is connected.</summary>
public sealed class SignInTests(SignInFixture fixture) : IClassFixture<SignInFixture>, IAsyncLifetime
{
    private const string Callback = "/api/v1/connections/gmail/callback";

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync()
    {
        fixture.Google?.Reset();
        fixture.Microsoft?.Reset();
        return Task.CompletedTask;
    }

    [EmulatePostgresFact]
    public async Task Providers_OfThisInstallation_AreListed()
    {
        using var user = await fixture.Host.RegisterAsync();
        var items = (await user.GetAsync("/api/v1/providers")).Json.GetProperty("items").EnumerateArray();

        Assert.Equal(
            ["imap password True", "gmail oauth True", "outlook oauth True"],
            items.Select(item => $"{item.GetProperty("id").GetString()} {item.GetProperty("auth").GetString()} {item.GetProperty("configured").GetBoolean()}"));
    }

    [EmulatePostgresFact]
    public async Task Connect_GoogleAccount_IsCreatedAndConnected()
    {
        using var user = await fixture.Host.RegisterAsync();
        var connected = await SignInFixture.ConnectAsync(user, "gmail", "ann@example.com");

        Assert.Equal(201, (int)connected.Status);
        Assert.Equal($"/api/v1/connections/{connected.Text("id")}", connected.Header("Location"));
        Assert.Equal(("gmail", "ann@example.com"), (connected.Text("provider"), connected.Text("email")));
        await SignInFixture.StatusAsync(user, connected.Text("id"), "connected");
        Assert.Equal($"connection:{connected.Text("id")}", (await fixture.Host.AuditedAsync(user.UserId, SignInActions.SignIn)).Target);
        var status = (await user.GetAsync("/api/v1/connections/status")).Json.GetProperty("gmail");
        Assert.True(status.GetProperty("connected").GetBoolean());
    }

    [EmulatePostgresFact]
    public async Task Calls_OfTheProvider_CarryTheTraceOfWhatTheyAreFor()
    {
        const string trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        using var user = await fixture.Host.RegisterAsync();
        var (code, state) = await SignInFixture.SignInAsync(user, "gmail", "nan@example.com");
        fixture.Google.Traces.Clear();

        var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/connections/gmail/callback") { Content = JsonContent.Create(new { code, state }) };
        request.Headers.Add("traceparent", $"00-{trace}-00f067aa0ba902b7-01");
        await user.SendAsync(request);

        Assert.Contains(fixture.Google.Traces, call => call.Method == "POST" && call.Trace.Contains(trace, StringComparison.Ordinal));
        // A look of the mailbox's session is no part of the request that has it started.
        await Eventually.True(() => fixture.Google.Traces.Any(call => call.Method == "GET" && call.Trace.Length > 0 && !call.Trace.Contains(trace, StringComparison.Ordinal)));
    }

    [EmulatePostgresFact]
    public async Task Connect_MicrosoftAccount_KeepsWorkingWithReplacedRefreshTokens()
    {
        fixture.Microsoft.ShortenLives();
        using var user = await fixture.Host.RegisterAsync();
        var before = fixture.Microsoft.Refreshes;
        var connected = await SignInFixture.ConnectAsync(user, "outlook", "ben@example.com");

        Assert.Equal(201, (int)connected.Status);
        await Eventually.True(() => fixture.Microsoft.Refreshes >= before + 4);
        await SignInFixture.StatusAsync(user, connected.Text("id"), "connected");
    }

    [EmulatePostgresFact]
    public async Task Connect_SeveralAccountsOfOneUserAndOneOfTwo_AreConnectionsOfTheirOwn()
    {
        using var user = await fixture.Host.RegisterAsync();
        using var other = await fixture.Host.RegisterAsync();
        string[] ids =
        [
            (await SignInFixture.ConnectAsync(user, "gmail", "ann@example.com")).Text("id"),
            (await SignInFixture.ConnectAsync(user, "gmail", "ben@example.com")).Text("id"),
            (await SignInFixture.ConnectAsync(other, "gmail", "ann@example.com")).Text("id"),
        ];

        Assert.Equal(3, ids.Distinct().Count());
        foreach (var id in ids[..2])
            await SignInFixture.StatusAsync(user, id, "connected");
        await SignInFixture.StatusAsync(other, ids[2], "connected");
    }

    [EmulatePostgresFact]
    public async Task Connect_SameAccountTwiceAtOnce_IsOneConnection()
    {
        using var user = await fixture.Host.RegisterAsync();
        var returns = new[] { await SignInFixture.SignInAsync(user, "gmail", "cat@example.com"), await SignInFixture.SignInAsync(user, "gmail", "cat@example.com") };
        var answers = await Task.WhenAll(returns.Select(back => user.PostAsync(Callback, new { code = back.Code, state = back.State })));

        Assert.Single(answers.Select(answer => answer.Text("id")).Distinct());
        Assert.Equal([200, 201], answers.Select(answer => (int)answer.Status).Order());
        Assert.Equal(1, (await user.GetAsync("/api/v1/connections")).Json.GetProperty("items").GetArrayLength());
    }

    [EmulatePostgresFact]
    public async Task State_UsedTwice_IsRefused()
    {
        using var user = await fixture.Host.RegisterAsync();
        var (code, state) = await SignInFixture.SignInAsync(user, "gmail", "ann@example.com");
        Assert.Equal(201, (int)(await user.PostAsync(Callback, new { code, state })).Status);

        (await user.PostAsync(Callback, new { code, state })).IsProblem(400, "invalid_state");
    }

    [EmulatePostgresFact]
    public async Task State_ForgedOrSomebodyElsesOrAnotherProviders_IsRefusedAndStaysGood()
    {
        using var user = await fixture.Host.RegisterAsync();
        using var other = await fixture.Host.RegisterAsync();
        var (code, state) = await SignInFixture.SignInAsync(user, "gmail", "ann@example.com");

        (await user.PostAsync(Callback, new { code, state = state + "x" })).IsProblem(400, "invalid_state");
        (await user.PostAsync(Callback, new { code, state = "💩" })).IsProblem(400, "invalid_state");
        (await other.PostAsync(Callback, new { code, state })).IsProblem(400, "invalid_state");
        (await user.PostAsync("/api/v1/connections/outlook/callback", new { code, state })).IsProblem(400, "invalid_state");
        Assert.Equal(201, (int)(await user.PostAsync(Callback, new { code, state })).Status);
    }

    [EmulatePostgresFact]
    public async Task State_OlderThanTenMinutes_IsRefused()
    {
        using var user = await fixture.Host.RegisterAsync();
        var (code, state) = await SignInFixture.SignInAsync(user, "gmail", "ann@example.com");
        fixture.Clock.Advance(TimeSpan.FromMinutes(10));

        (await user.PostAsync(Callback, new { code, state })).IsProblem(400, "invalid_state");
    }

    [EmulatePostgresFact]
    public async Task Code_WrongOrOfAnotherSignIn_IsRefused()
    {
        using var user = await fixture.Host.RegisterAsync();
        var (_, state) = await SignInFixture.SignInAsync(user, "gmail", "ann@example.com");
        (await user.PostAsync(Callback, new { code = "wrong", state })).IsProblem(422, "sign_in_refused");
        await fixture.Host.AuditedAsync(user.UserId, SignInActions.SignIn, "refused");

        // A code that somebody else obtained and slipped to the user: PKCE ties it to the sign-in it belongs to.
        var (code, _) = await SignInFixture.SignInAsync(user, "gmail", "ben@example.com");
        (_, state) = await SignInFixture.SignInAsync(user, "gmail", "ann@example.com");
        (await user.PostAsync(Callback, new { code, state })).IsProblem(422, "sign_in_refused");
    }

    [EmulatePostgresFact]
    public async Task IdToken_OfAnotherSignInOrTamperedWithOrMissing_IsRefused()
    {
        using var user = await fixture.Host.RegisterAsync();
        var stolen = "";
        fixture.Google.Change = (_, body) => TokenProxy.Replace(body, "id_token", token => stolen = token);
        Assert.Equal(201, (int)(await SignInFixture.ConnectAsync(user, "gmail", "ann@example.com")).Status);

        Func<string, string?>[] forgeries =
        [
            _ => stolen,
            token => token[..^4] + "AAAA",
            token => token.Split('.')[0] + "." + stolen.Split('.')[1] + "." + token.Split('.')[2],
            token => "eyJhbGciOiJub25lIn0." + token.Split('.')[1] + ".",
            _ => "not.a.token",
            _ => "",
            _ => new string('a', 100_000),
            _ => null,
        ];
        foreach (var forge in forgeries)
        {
            fixture.Google.Change = (_, body) => TokenProxy.Replace(body, "id_token", forge);
            (await SignInFixture.ConnectAsync(user, "gmail", "ben@example.com")).IsProblem(422, "sign_in_refused");
        }
    }

    [EmulatePostgresFact]
    public async Task Scopes_WithoutMail_AreRefusedInWords()
    {
        using var user = await fixture.Host.RegisterAsync();
        fixture.Google.Change = (_, body) => TokenProxy.Replace(body, "scope", _ => "openid email profile");

        var before = fixture.Google.Revocations;

        Assert.Contains("mail", (await SignInFixture.ConnectAsync(user, "gmail", "nan@example.com")).IsProblem(422, "missing_scope").Text("detail"), StringComparison.Ordinal);
        await Eventually.True(() => fixture.Google.Revocations == before + 1);
    }

    [EmulatePostgresFact]
    public async Task RefreshToken_NotGiven_IsRefusedUnlessOneIsStored()
    {
        using var user = await fixture.Host.RegisterAsync();
        fixture.Google.Change = (_, body) => TokenProxy.Replace(body, "refresh_token", _ => null);
        (await SignInFixture.ConnectAsync(user, "gmail", "ann@example.com")).IsProblem(422, "sign_in_refused");

        fixture.Google.Reset();
        var id = (await SignInFixture.ConnectAsync(user, "gmail", "ann@example.com")).Text("id");
        fixture.Google.Change = (_, body) => TokenProxy.Replace(body, "refresh_token", _ => null);
        var again = await SignInFixture.ConnectAsync(user, "gmail", "ann@example.com");
        Assert.Equal((200, id), ((int)again.Status, again.Text("id")));
    }

    [EmulatePostgresFact]
    public async Task TokenEndpoint_DownOrBrokenAtTheReturn_IsAClearProblem()
    {
        using var user = await fixture.Host.RegisterAsync();
        foreach (var (answer, status, code) in TokenProxy.Breakdowns)
        {
            fixture.Google.Answer = (_, _) => answer();
            (await SignInFixture.ConnectAsync(user, "gmail", "dan@example.com")).IsProblem(status, code);
        }
    }

    [EmulatePostgresFact]
    public async Task Begin_WithWhatIsNotAllowed_IsRefused()
    {
        using var user = await fixture.Host.RegisterAsync();
        const string begin = "/api/v1/connections/gmail/auth-url";

        foreach (var redirect in new[] { "https://evil.example/", SignInFixture.RedirectUri + "&x=1", SignInFixture.RedirectUri.ToUpperInvariant(), "javascript:alert(1)" })
            Assert.Equal(["redirect_uri"], (await user.PostAsync(begin, new { redirect_uri = redirect })).IsProblem(400, "validation_failed").ErrorFields());
        Assert.Equal(["scopes"], (await user.PostAsync(begin, new { redirect_uri = SignInFixture.RedirectUri, scopes = new[] { "everything" } })).IsProblem(400, "validation_failed").ErrorFields());
        (await user.PostAsync("/api/v1/connections/imap/auth-url", new { redirect_uri = SignInFixture.RedirectUri })).IsProblem(404, "not_found");
    }

    [EmulatePostgresFact]
    public async Task Begin_ForMoreThanMail_AsksForItAndForOfflineAccess()
    {
        using var user = await fixture.Host.RegisterAsync();
        var begun = await user.PostAsync("/api/v1/connections/gmail/auth-url", new { redirect_uri = SignInFixture.RedirectUri, scopes = new[] { "mail", "calendar" } });
        var url = new Uri(begun.Text("url"));

        Assert.Equal(
            "openid email profile https://mail.google.com/ https://www.googleapis.com/auth/calendar", BrowserSignIn.Parameter(url, "scope"));
        Assert.Equal(("offline", "true", "S256", "code"), (
            BrowserSignIn.Parameter(url, "access_type"), BrowserSignIn.Parameter(url, "include_granted_scopes"), BrowserSignIn.Parameter(url, "code_challenge_method"),
            BrowserSignIn.Parameter(url, "response_type")));
        Assert.Equal(begun.Text("state"), BrowserSignIn.Parameter(url, "state"));
        Assert.InRange(begun.Json.GetProperty("expires_at").GetDateTimeOffset() - fixture.Clock.GetUtcNow(), TimeSpan.FromMinutes(9), TimeSpan.FromMinutes(10));
    }
}
