using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Api.Tests.OpenApi;

namespace EmailAgent.Api.Tests.Mail;

/// <summary>A mailbox with a message and an attachment.</summary>
internal sealed class MailIsolation : IIsolationCase
{
    public async Task<IReadOnlyDictionary<string, string>> CreateAsync(ApiClient owner)
    {
        var seed = await MailSeed.CreateAsync(owner);
        var attachment = Guid.NewGuid();
        return new Dictionary<string, string>
        {
            ["emails"] = Assert.Single(await seed.AddAsync(1, change: (_, message) => message with { Attachments = [new(attachment, "2", "a.pdf", "application/pdf", 12, false, null)] })),
            ["attachments"] = $"{attachment:N}",
            ["connections"] = $"{seed.ConnectionId:N}",
            ["labels"] = $"{seed.InboxId:N}",
            ["folders"] = $"{seed.InboxId:N}",
        };
    }
}
