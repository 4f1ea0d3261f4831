using System.Text.Json.Nodes;
using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Push;
using EmailAgent.Grains.Secrets;
using EmailAgent.Providers;

namespace EmailAgent.Grains.Connections;

/// <summary>The validation of an owner's changes: turns them into the update to store, or into the reason for a refusal.</summary>
internal sealed class MailboxUpdates(MailboxActions actions, PushQueue pushes, SecretProtector secrets)
{
    public async Task<Outcome<ConnectionUpdate>> PrepareAsync(StoredConnection stored, ConnectionChanges changes, CancellationToken cancellationToken)
    {
        if (ConnectionMapping.CheckName(changes.DisplayName) is { } invalid)
        {
            return invalid;
        }

        if (changes is not { PollMode: null, Push: null, Poll: null } && !pushes.Serves(stored.Provider))
        {
            return new Problem(ProblemCodes.Invalid, "This kind of mailbox has no push; the installation's configuration determines how it is polled.", changes.Push is not null ? "push" : changes.Poll is not null ? "poll" : "poll_mode");
        }

        if (changes.Password is not null && ProviderCatalog.For(stored.Provider) is { SignIn: not null } provider)
        {
            return new Problem(ProblemCodes.Invalid, $"A {provider.Title} mailbox has no password; sign in again instead.", "password");
        }

        if (changes.Password is { } password
            && await actions.VerifyAsync(stored.UserId, stored.Provider, stored.Settings, password, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        var update = new ConnectionUpdate(NameText.Tidy(changes.DisplayName), changes.Password is { } secret ? secrets.Protect(ConnectionStore.PasswordPurpose, secret) : null)
        {
            Settings = ToSettings(changes),
            Audit = Audited(stored, changes.Password is not null ? "password" : changes.Smtp is not null ? "smtp" : "settings"),
        };
        return changes.Smtp is { } smtp ? await WithWayOutAsync(stored, update, smtp, changes.Password, cancellationToken)
            : changes.Password is { } changed ? update with { Settings = await FindWayOutAsync(stored, changed, cancellationToken) }
            : update;
    }

    /// <summary>Verifies another submission server, with its own password or that of the mailbox.</summary>
    private async Task<Outcome<ConnectionUpdate>> WithWayOutAsync(
        StoredConnection stored, ConnectionUpdate update, SubmissionServerRequest smtp, string? password, CancellationToken cancellationToken)
    {
        var wanted = stored.WithSubmission(smtp);
        if (wanted.Value is not { } settings)
        {
            return wanted.Problem!;
        }

        var credentials = new PasswordCredentials(password ?? secrets.Unprotect(ConnectionStore.PasswordPurpose, stored.Secret)) { SubmissionPassword = smtp.Password };
        var verified = await actions.VerifyWayOutAsync(stored.Provider, settings, credentials, cancellationToken);
        return verified.Value is not { } result ? verified.Problem! : update with
        {
            Settings = result,
            SubmissionSecret = smtp.Password is { } own ? secrets.Protect(ConnectionStore.SubmissionPurpose, own) : [],
        };
    }

    /// <summary>Tries the submission server with another password of the mailbox; searches for one if there is none.</summary>
    private Task<string> FindWayOutAsync(StoredConnection stored, string password, CancellationToken cancellationToken)
    {
        var own = stored.SubmissionSecret.Length > 0 ? secrets.Unprotect(ConnectionStore.SubmissionPurpose, stored.SubmissionSecret) : null;
        return actions.FindWayOutAsync(stored.Provider, stored.Email, stored.Settings, new PasswordCredentials(password) { SubmissionPassword = own }, cancellationToken);
    }

    private static AuditEntry Audited(StoredConnection stored, string what) =>
        new MailboxId(stored.UserId, stored.Id).Audited(ConnectionActions.Change, ("what", what));

    /// <summary>Returns the changed settings that mailboxes of all pushing providers share; null when none of them changes.</summary>
    private static string? ToSettings(ConnectionChanges changes)
    {
        var fields = new JsonObject();
        if (changes.PollMode is { } mode) fields["poll_mode"] = PollModes.Name(mode);
        if (changes.Push is { } push) fields["push"] = push;
        if (changes.Poll is { } poll) fields["poll"] = poll == PollWhen.Always ? PushSettings.Always : PushSettings.Needed;
        return fields.Count == 0 ? null : fields.ToJsonString();
    }
}
