using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Secrets;
using Microsoft.Extensions.DependencyInjection;

namespace EmailAgent.Api.Tests.Outgoing;

/// <summary>A mailbox that no session looks after, and that can send.</summary>
internal static class OutgoingMailbox
{
    /// <summary>Adds a mailbox that waits for a new password, and returns its id.</summary>
    public static async Task<string> AddAsync(ApiClient owner, string host = "127.0.0.1", string? submissionPassword = null)
    {
        var services = owner.Host.Services;
        var id = Guid.CreateVersion7();
        var secrets = services.GetRequiredService<SecretProtector>();
        var secret = secrets.Protect(ConnectionStore.PasswordPurpose, "secret");
        var settings = $$"""{"host":"{{host}}","port":1,"security":"None","username":"owner"}""";
        var inserted = await services.GetRequiredService<ConnectionStore>().InsertAsync(
            new NewConnection(owner.UserId, id, "imap", $"{id:N}@{host}:1", "owner@example.org", null, settings, secret, ConnectionStatus.AuthenticationFailed)
            {
                SubmissionSecret = submissionPassword is null ? [] : secrets.Protect(ConnectionStore.SubmissionPurpose, submissionPassword),
            },
            default);
        Assert.Equal(InsertConnectionResult.Inserted, inserted);
        return id.ToString("N");
    }
}
