using EmailAgent.Api.Tests.OpenApi;

namespace EmailAgent.Api.Tests.Connections;

/// <summary>Changes of a mailbox; the mailbox itself is that of <see cref="Mail.MailIsolation"/>.</summary>
internal sealed class ConnectionIsolation : IIsolationCase
{
    public IReadOnlyDictionary<string, object> Bodies { get; } = new Dictionary<string, object>
    {
        ["PATCH /api/v1/connections/{id}"] = new { display_name = "mine" },
    };
}
