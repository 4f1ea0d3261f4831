using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Api.Tests.OpenApi;

namespace EmailAgent.Api.Tests.Drafts;

/// <summary>A draft, of a mailbox that no session looks after.</summary>
internal sealed class DraftIsolation : IIsolationCase
{
    private const string Path = "/api/v1/emails/draft";
    private const string Kind = "draft";

    public IReadOnlyDictionary<string, object> Bodies { get; } = new Dictionary<string, object>
    {
        [$"PUT {Path}/{{id}}"] = new { connection_id = Guid.Empty.ToString("N"), subject = "mine" },
        [$"POST {Path}/{{id}}/send"] = new { },
    };

    public Task<IReadOnlyDictionary<string, string>> CreateAsync(ApiClient owner) => CreateMarkedAsync(owner, "ours");

    public async Task<IReadOnlyDictionary<string, string>> CreateMarkedAsync(ApiClient owner, string mark)
    {
        var mailbox = await MailSeed.CreateAsync(owner);
        var created = await owner.PostAsync(Path, new { connection_id = mailbox.ConnectionId.ToString("N"), subject = mark, body_text = mark });
        return new Dictionary<string, string> { [Kind] = created.Text("id") };
    }
}
