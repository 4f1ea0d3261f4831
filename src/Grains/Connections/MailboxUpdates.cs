using System.Text.Json.Nodes;
using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Push;
using EmailAgent.Providers.OAuth;
using EmailAgent.Storage.Audit;
using EmailAgent.Storage.Connections;
using EmailAgent.Storage.Secrets;

namespace EmailAgent.Grains.Connections;

/// <summary>Turns an owner's changes into what is stored of them, or says why they are not possible.</summary>
internal sealed class MailboxUpdates(MailboxActions actions, PushQueue pushes, SecretProtector secrets)
{
    public async Task<Outcome<ConnectionUpdate>> PrepareAsync(StoredConnection stored, ConnectionChanges changes, CancellationToken cancellationToken)
    {
        if (changes is not { PollMode: null, Push: null, Poll: null } && !pushes.Serves(stored.Provider))
        {
            return new Problem(ProblemCodes.Invalid, "This kind of mailbox has no push; the installation's configuration determines how it is polled.", changes.Push is not null ? "push" : changes.Poll is not null ? "poll" : "poll_mode");
        }

        if (changes.Password is not { } password)
        {
            return new ConnectionUpdate(changes.DisplayName, null) { Settings = ToSettings(changes), Audit = Audited(stored, "settings") };
        }

        if (OAuthService.For(stored.Provider) is { } service)
        {
            return new Problem(ProblemCodes.Invalid, $"A {service.Title} mailbox has no password; sign in again instead.", "password");
        }

        return await actions.VerifyAsync(stored.UserId, stored.Provider, stored.Settings, password, cancellationToken) is { } refusal
            ? refusal
            : new ConnectionUpdate(changes.DisplayName, secrets.Protect(SecretProtector.ConnectionPassword, password)) { Audit = Audited(stored, "password") };
    }

    private static AuditEntry Audited(StoredConnection stored, string what) =>
        new MailboxId(stored.UserId, stored.Id).Audited(AuditActions.ChangeConnection, ("what", what));

    /// <summary>What the settings of every mailbox that is pushed have in common; null when nothing of it changes.</summary>
    private static string? ToSettings(ConnectionChanges changes)
    {
        var fields = new JsonObject();
        if (changes.PollMode is { } mode) fields["poll_mode"] = PollModes.Name(mode);
        if (changes.Push is { } push) fields["push"] = push;
        if (changes.Poll is { } poll) fields["poll"] = poll == PollWhen.Always ? PushSettings.Always : PushSettings.Needed;
        return fields.Count == 0 ? null : fields.ToJsonString();
    }
}
