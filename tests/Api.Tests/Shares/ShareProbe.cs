using System.Text;
using EmailAgent.Api.Tests.Hosting;

namespace EmailAgent.Api.Tests.Shares;

/// <summary>Whether a reader gets of a mailbox what the model grants, and not a byte more.</summary>
internal static class ShareProbe
{
    // What is granted answers so; the mailbox has no session, so what needs its server is 503.
    private static readonly (HttpMethod Method, string Path, object? Body, int Needed, int Granted, bool Shows)[] ById =
    [
        (HttpMethod.Get, "/emails/{email}", null, 1, 200, true),
        (HttpMethod.Get, "/emails/{email}?include_thread=true", null, 1, 200, true),
        (HttpMethod.Get, "/emails/{email}/thread", null, 1, 200, true),
        (HttpMethod.Get, "/emails/{email}/raw", null, 1, 503, false),
        (HttpMethod.Get, "/events?connection_id={connection}", null, 1, 200, true),
        (HttpMethod.Get, "/connections/{connection}", null, 1, 200, true),
        (HttpMethod.Patch, "/emails/{email}", new { is_starred = true }, 2, 503, false),
        (HttpMethod.Post, "/emails/{email}/labels", new { label_id = "archive" }, 2, 503, false),
        (HttpMethod.Delete, "/emails/{email}", null, 2, 503, false),
        (HttpMethod.Get, "/connections/{connection}/health", null, 3, 200, true),
        (HttpMethod.Delete, "/emails/{email}?permanent=true", null, 4, 503, false),
    ];

    private static readonly string[] OfOneMailbox =
    [
        "/emails?connection_id={connection}", "/emails?connection_id={connection}&label=inbox&sort_by=from", "/inbox?connection_id={connection}",
        "/search?q={mark}&connection_id={connection}", "/search?q={mark}&sort_by=relevance&connection_id={connection}", "/labels?connection_id={connection}", "/connections",
    ];

    // Of pages that hold all that a life's steps add to the owner's mailboxes.
    private static readonly string[] OfOwnMailboxes =
        ["/emails?page_size=100", "/inbox/unified?page_size=100", "/search?q={mark}", "/labels", "/events?limit=200", "/sync/status"];

    public static async Task CheckAsync(ShareWorld world, ShareWorld.Reader reader, ShareWorld.Mailbox mailbox, string after)
    {
        var access = world.AccessOf(reader, mailbox);
        foreach (var (method, path, body, needed, granted, shows) in ById)
        {
            var expected = access == 0 ? 404 : access < needed ? 403 : granted;
            var answer = await reader.Client.SendAsync(method, Fill(path, mailbox), body);
            Assert.True(expected == (int)answer.Status, $"After {after}: {method} {path} with access {access}: {(int)answer.Status} instead of {expected}");
            if (access < 4 || path.Contains("health", StringComparison.Ordinal))
                Check(answer, mailbox, shows && access >= needed, $"After {after}: {path} with access {access}");
        }

        foreach (var path in OfOneMailbox)
            Check(await reader.Client.GetAsync(Fill(path, mailbox)), mailbox, access > 0, $"After {after}: {path} with access {access}");
        foreach (var path in OfOwnMailboxes)
            Check(await reader.Client.GetAsync(Fill(path, mailbox)), mailbox, access == 4, $"After {after}: {path} with access {access}");
        var bulk = await reader.Client.PostAsync("/api/v1/emails/bulk/star", new { email_ids = new[] { mailbox.Email } });
        Assert.Equal(
            access switch { 0 => "not_found", 1 => "access_too_low", _ => "mailbox_unavailable" },
            bulk.Json.GetProperty("failed")[0].GetProperty("code").GetString());
    }

    private static void Check(ApiAnswer answer, ShareWorld.Mailbox mailbox, bool shows, string what)
    {
        // The parameter stands in no answer: what bears these comes out of the mailbox.
        var text = Encoding.UTF8.GetString(answer.Body);
        var shown = new[] { mailbox.Mark, mailbox.Email, mailbox.Id }.Any(mark => text.Contains(mark, StringComparison.OrdinalIgnoreCase));
        Assert.True(shows == shown, $"{what}: {(shown ? "holds" : "lacks")} what is of the mailbox: {text}");
    }

    private static string Fill(string path, ShareWorld.Mailbox mailbox) => "/api/v1" + path
        .Replace("{email}", mailbox.Email, StringComparison.Ordinal)
        .Replace("{connection}", mailbox.Id, StringComparison.Ordinal)
        .Replace("{mark}", mailbox.Mark, StringComparison.Ordinal);
}
