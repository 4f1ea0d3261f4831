using System.Security.Cryptography;
using System.Text;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Api.Tests.SignIn;
using EmailAgent.Testing;

namespace EmailAgent.Api.Tests.Push;

/// <summary>What Pub/Sub pushes: believed only from the configured sender, written down once, and served by a look at the mailbox.</summary>
public sealed class PushTests(SignInFixture fixture) : IClassFixture<SignInFixture>
{
    private static int _history = 1000;

    [EmulatePostgresFact]
    public async Task Push_ForAConnectedMailbox_IsWrittenDownAndServed()
    {
        using var user = await fixture.Host.RegisterAsync();
        using var google = fixture.Host.Anonymous();
        await ConnectAsync(user, "ann@example.com");

        foreach (var path in new[] { "/webhooks/gmail", "/api/v1/gmail/watch/webhook" })
            Assert.Equal(204, (int)(await google.PushAsync(GmailPush.Body("Ann@Example.com", NextHistory()), fixture.Signer.Sign(), path)).Status);

        Assert.Equal(2, (await QueueAsync(user)).Count);
        await Eventually.True(async () => (await QueueAsync(user, "?status=completed")).Count == 2);
        var served = (await QueueAsync(user))[0];
        Assert.Equal(1, served.GetProperty("attempts").GetInt32());
        Assert.NotEqual(default, served.GetProperty("finished_at").GetDateTimeOffset());
    }

    [EmulatePostgresFact]
    public async Task Push_DeliveredAgainOrForTheSameChange_IsWrittenDownOnce()
    {
        using var user = await fixture.Host.RegisterAsync();
        using var google = fixture.Host.Anonymous();
        await ConnectAsync(user, "ben@example.com");
        var (first, second) = (NextHistory(), NextHistory());

        foreach (var (history, message) in new[] { (first, "m1"), (first, "m1"), (first, "m2"), (second, "m1"), (second, "m3") })
            Assert.Equal(204, (int)(await google.PushAsync(GmailPush.Body("ben@example.com", history, message), fixture.Signer.Sign())).Status);

        Assert.Equal([second, first], (await QueueAsync(user)).Select(item => item.GetProperty("history_id").GetString()));
    }

    [EmulatePostgresFact]
    public async Task Push_ForTwoUsersOfOneMailbox_IsBoths()
    {
        using var first = await fixture.Host.RegisterAsync();
        using var second = await fixture.Host.RegisterAsync();
        using var google = fixture.Host.Anonymous();
        await ConnectAsync(first, "cat@example.com");
        await ConnectAsync(second, "cat@example.com");
        await google.PushAsync(GmailPush.Body("cat@example.com", NextHistory()), fixture.Signer.Sign());

        Assert.Single(await QueueAsync(first));
        Assert.Single(await QueueAsync(second));
    }

    [EmulatePostgresFact]
    public async Task Push_ForAnUnknownAddress_IsAnsweredAsAnyOther()
    {
        using var google = fixture.Host.Anonymous();
        Assert.Equal(204, (int)(await google.PushAsync(GmailPush.Body("nobody@example.com", "7"), fixture.Signer.Sign())).Status);
        Assert.Equal(204, (int)(await google.PushAsync(GmailPush.Body("' OR 1=1 --", new string('9', 100)), fixture.Signer.Sign())).Status);
    }

    [EmulatePostgresFact]
    public async Task Push_OfManyAtOnce_IsServedByFewLooks()
    {
        const int pushes = 300;
        using var user = await fixture.Host.RegisterAsync();
        using var google = fixture.Host.Anonymous();
        await ConnectAsync(user, "dan@example.com");
        var looks = fixture.Google.Looks;
        var token = fixture.Signer.Sign();
        await Parallel.ForEachAsync(Enumerable.Range(0, pushes), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (_, _) =>
            Assert.Equal(204, (int)(await google.PushAsync(GmailPush.Body("dan@example.com", NextHistory()), token)).Status));

        await Eventually.True(async () => (await QueueAsync(user, "?status=pending")).Count + (await QueueAsync(user, "?status=processing")).Count == 0);
        Assert.Equal(100, (await QueueAsync(user, "?status=completed")).Count);
        Assert.InRange(fixture.Google.Looks - looks, 1, pushes / 2);
    }

    [EmulatePostgresFact]
    public async Task Push_ThatDoesNotProveItself_IsRefused()
    {
        using var google = fixture.Host.Anonymous();
        using var other = RSA.Create(2048);
        var body = GmailPush.Body("ann@example.com", NextHistory());
        var signer = fixture.Signer;
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

        (await google.PushAsync(body, null)).IsProblem(401, "push_unauthenticated");
        foreach (var forged in new[]
        {
            "x", "a.b.c", "..", new string('a', 20_000), signer.Sign(key: other), signer.Sign() + "A", signer.Sign(algorithm: "none"), signer.Sign(algorithm: "HS256"),
            signer.Sign(claims => claims["aud"] = "https://elsewhere.example/"), signer.Sign(claims => claims.Remove("aud")),
            signer.Sign(claims => claims["exp"] = now - 120), signer.Sign(claims => claims["iat"] = now + 600), signer.Sign(claims => claims.Remove("exp")),
        })
        {
            (await google.PushAsync(body, forged)).IsProblem(401, "push_unauthenticated");
        }

        foreach (var foreign in new[]
        {
            signer.Sign(claims => claims["iss"] = "https://evil.example"), signer.Sign(claims => claims["email"] = "other@project.iam.gserviceaccount.com"),
            signer.Sign(claims => claims["email_verified"] = false), signer.Sign(claims => claims.Remove("email")),
        })
        {
            (await google.PushAsync(body, foreign)).IsProblem(403, "push_forbidden");
        }
    }

    [EmulatePostgresFact]
    public async Task Push_WithTheSharedToken_IsTaken()
    {
        using var google = fixture.Host.Anonymous();
        var body = GmailPush.Body("nobody@example.com", "7");

        Assert.Equal(204, (int)(await google.PushAsync(body, null, "/webhooks/gmail?token=" + SignInFixture.SharedToken)).Status);
        (await google.PushAsync(body, null, "/webhooks/gmail?token=" + SignInFixture.SharedToken[..^1])).IsProblem(401, "push_unauthenticated");
        (await google.PushAsync(body, null, "/webhooks/gmail?token=")).IsProblem(401, "push_unauthenticated");
    }

    [EmulatePostgresFact]
    public async Task Push_ThatIsNone_IsRefused()
    {
        using var google = fixture.Host.Anonymous();
        var token = fixture.Signer.Sign();
        foreach (var body in new[]
        {
            "", "{", "[]", "null", "5", "{}", """{"message":{}}""", """{"message":5,"subscription":"s"}""", """{"message":{"data":"!!!","messageId":"1"},"subscription":"s"}""",
            GmailPush.Wrap("bm8="), GmailPush.Wrap(Encoded("{}")), GmailPush.Wrap(Encoded("""{"emailAddress":"a@b.c"}""")),
            GmailPush.Wrap(Encoded("""{"emailAddress":5,"historyId":1}""")), GmailPush.Wrap(Encoded("""{"emailAddress":"a@b.c","historyId":-1}""")),
            GmailPush.Wrap(Encoded("""{"emailAddress":"a@b.c","historyId":1.5}""")), GmailPush.Wrap(Encoded("""{"emailAddress":"\ud800","historyId":1}""")),
            GmailPush.Wrap(Encoded("""{"emailAddress":"a@b.c","historyId":1,"historyId":2}""")), GmailPush.Body("a@b.c", new string('1', 101)),
            GmailPush.Body(new string('a', 300), "1"), GmailPush.Body("a@b.c", "1", new string('m', 201)),
        })
        {
            (await google.PushAsync(body, token)).IsProblem(400, "not_a_push");
        }

        (await google.PushAsync(GmailPush.Wrap(new string('a', 17_000)), token)).IsProblem(413, "payload_too_large");
    }

    private static string Encoded(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    // As long as those of emulate, longer than any number type.
    private static string NextHistory() => $"{Interlocked.Increment(ref _history)}00000000000000000000";

    private static async Task ConnectAsync(ApiClient user, string email) =>
        await SignInFixture.StatusAsync(user, (await SignInFixture.ConnectAsync(user, "gmail", email)).Text("id"), "connected");

    private static async Task<List<System.Text.Json.JsonElement>> QueueAsync(ApiClient user, string query = "") =>
        [.. (await user.GetAsync("/api/v1/gmail/watch/queue" + query)).Json.GetProperty("items").EnumerateArray()];
}
