using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Events;
using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Composition;

internal sealed class MailIdentityGrain(
    ConnectionStore connections, MailIdentities identities, MailIdentityStore store, EventAnnouncer announcer, IOptions<CompositionOptions> options)
    : Grain, IMailIdentityGrain
{
    private static readonly Problem NoSuchConnection = new(ProblemCodes.NotFound, "There is no such connection.");
    private static readonly Problem NoSuchIdentity = new(ProblemCodes.NotFound, "There is no such identity.");
    private static readonly Problem AddressTaken = new(CompositionProblems.IdentityExists, "The mailbox has an identity with this address.", "email");

    private Guid UserId => Guid.ParseExact(this.GetPrimaryKeyString(), "N");

    public async Task<Outcome<MailIdentityList>> ListAsync(Guid connectionId, CancellationToken cancellationToken) =>
        await FindAllAsync(connectionId, cancellationToken) is { } found ? new MailIdentityList(found) : NoSuchConnection;

    public async Task<Outcome<MailIdentity>> GetAsync(Guid connectionId, string id, CancellationToken cancellationToken) =>
        await FindAsync(connectionId, id, cancellationToken) is { } found ? found : NoSuchIdentity;

    public async Task<Outcome<MailIdentity>> CreateAsync(Guid connectionId, Guid id, MailIdentityRequest request, CancellationToken cancellationToken)
    {
        if (await FindAllAsync(connectionId, cancellationToken) is not { } existing)
            return NoSuchConnection;
        if (existing.FirstOrDefault(identity => identity.Id == Ids.Format(id)) is { } created)
            return created;
        var outcome = MailIdentityPolicy.Check(id, request);
        if (outcome.Value is not { } added)
            return outcome.Problem!;

        // The address of the mailbox can be an identity without a row.
        if (existing.Any(identity => identity.Email.Equals(added.Email, StringComparison.OrdinalIgnoreCase)))
            return AddressTaken;
        var limit = options.Value.IdentitiesPerMailbox;
        var result = await store.CreateAsync(UserId, connectionId, added, limit, Entry(MailIdentityActions.Create, connectionId, added.Id), cancellationToken);
        return result == MailIdentityResult.Refused
            ? new Problem(ProblemCodes.TooMany, $"The limit of {limit} identities is reached; delete one first.")
            : await AnswerAsync(result, connectionId, added.Id, cancellationToken);
    }

    public async Task<Outcome<MailIdentity>> UpdateAsync(
        Guid connectionId, string id, MailIdentityChangesRequest changes, MailIdentity? expected, CancellationToken cancellationToken)
    {
        if (await FindAsync(connectionId, id, cancellationToken) is not { } current)
            return NoSuchIdentity;
        var outcome = MailIdentityPolicy.Check(current, changes);
        if (outcome.Value is not { } changed)
            return outcome.Problem!;
        if (expected is not null && expected != current)
            return Problem.Changed;
        var result = await store.UpdateAsync(
            UserId, connectionId, changed, current.UpdatedAt, Entry(MailIdentityActions.Change, connectionId, id), cancellationToken);
        return result == MailIdentityResult.Refused ? Problem.Changed : await AnswerAsync(result, connectionId, id, cancellationToken);
    }

    public async Task<Outcome<Done>> DeleteAsync(Guid connectionId, string id, MailIdentity? expected, CancellationToken cancellationToken)
    {
        if (await FindAsync(connectionId, id, cancellationToken) is not { } current)
            return NoSuchIdentity;
        if (current.Source != MailIdentitySources.User)
            return new Problem(CompositionProblems.IdentityKept, "The address of the mailbox, and those that its provider keeps, cannot be deleted here.");
        if (expected is not null && expected != current)
            return Problem.Changed;
        var entry = Entry(MailIdentityActions.Delete, connectionId, id);
        if (await store.DeleteAsync(UserId, connectionId, current, current.UpdatedAt, entry, cancellationToken) == MailIdentityResult.Refused)
            return Problem.Changed;
        await announcer.AnnounceAsync(UserId);
        return Done.Value;
    }

    /// <returns>Null if the user has no such mailbox.</returns>
    private async Task<IReadOnlyList<MailIdentity>?> FindAllAsync(Guid connectionId, CancellationToken cancellationToken)
    {
        if (await connections.GetAsync(UserId, connectionId, cancellationToken) is not { } connection)
            return null;

        // Can wait for the provider: not on the scheduler of this grain.
        return await Task.Run(() => identities.ListAsync(connection, MailIdentities.ListedAge, cancellationToken), cancellationToken);
    }

    private async Task<MailIdentity?> FindAsync(Guid connectionId, string id, CancellationToken cancellationToken) =>
        (await FindAllAsync(connectionId, cancellationToken))?.FirstOrDefault(identity => identity.Id == id);

    private async Task<Outcome<MailIdentity>> AnswerAsync(MailIdentityResult result, Guid connectionId, string id, CancellationToken cancellationToken)
    {
        if (result == MailIdentityResult.AddressTaken)
            return AddressTaken;
        await announcer.AnnounceAsync(UserId);
        return await GetAsync(connectionId, id, cancellationToken);
    }

    private AuditEntry Entry(string action, Guid connectionId, string id) =>
        AuditTrail.Entry(UserId, action, $"identity:{id}", details: [("connection", Ids.Format(connectionId))]);
}
