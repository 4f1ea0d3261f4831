using EmailAgent.Storage.Shares;

namespace EmailAgent.Storage.Access;

/// <summary>What decides over a user's access.</summary>
/// <param name="Role"><c>user</c> or <c>admin</c>.</param>
/// <param name="HasSecondFactor">Logins need a code.</param>
/// <param name="SessionIds">Of the sessions that have not ended; those expired are left out.</param>
/// <param name="Shared">Mailboxes of others that organizations give to the user, each once.</param>
public sealed record AccessRow(string Role, bool IsDisabled, bool HasSecondFactor, IReadOnlyList<Guid> SessionIds, IReadOnlyList<SharedMailboxRow> Shared);
