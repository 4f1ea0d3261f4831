using EmailAgent.Grains.Shares;

namespace EmailAgent.Grains.Access;

/// <summary>Facts that decide a user's access.</summary>
/// <param name="Role"><c>user</c> or <c>admin</c>.</param>
/// <param name="HasSecondFactor">Logins need a code.</param>
/// <param name="SessionIds">Sessions that have not ended or expired.</param>
/// <param name="Shared">Mailboxes of others that organizations give to the user, each once.</param>
internal sealed record AccessRow(string Role, bool IsDisabled, bool HasSecondFactor, IReadOnlyList<Guid> SessionIds, IReadOnlyList<SharedMailbox> Shared);
