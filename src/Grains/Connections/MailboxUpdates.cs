using EmailAgent.Grains.Push;
using EmailAgent.Providers.OAuth;
using EmailAgent.Storage.Connections;
using EmailAgent.Storage.Secrets;

namespace EmailAgent.Grains.Connections;

/// <summary>Turns an owner's changes into what is stored of them, or says why they are not possible.</summary>
internal sealed class MailboxUpdates(MailboxActions actions, PushQueue pushes, SecretProtector secrets)
{
    public async Task<Outcome<ConnectionUpdate>> PrepareAsync(StoredConnection stored, ConnectionChanges changes, CancellationToken cancellationToken)
    {
        if ((changes.PollMode is not null || changes.Push is not null) && !pushes.Serves(stored.Provider))
        {
            return new Problem(ProblemCodes.Invalid, "This kind of mailbox is not pushed; how it is polled is the installation's choice.", changes.Push is null ? "poll_mode" : "push");
        }

        if (changes.Password is not { } password)
        {
            return new ConnectionUpdate(changes.DisplayName, null) { Settings = ToSettings(changes) };
        }

        if (OAuthService.For(stored.Provider) is { } service)
        {
            return new Problem(ProblemCodes.Invalid, $"A {service.Title} mailbox has no password here; sign in again instead.", "password");
        }

        return await actions.VerifyAsync(stored, password, cancellationToken) is { } refusal
            ? refusal
            : new ConnectionUpdate(changes.DisplayName, secrets.Protect(SecretProtector.ConnectionPassword, password));
    }

    /// <summary>What the settings of every mailbox that is pushed have in common; null when nothing of it changes.</summary>
    private static string? ToSettings(ConnectionChanges changes)
    {
        string[] fields =
        [
            .. changes.PollMode is { } mode ? [$"\"poll_mode\":\"{PollModes.Name(mode)}\""] : Array.Empty<string>(),
            .. changes.Push is { } push ? [$"\"push\":{(push ? "true" : "false")}"] : Array.Empty<string>(),
        ];
        return fields.Length == 0 ? null : $"{{{string.Join(',', fields)}}}";
    }
}
