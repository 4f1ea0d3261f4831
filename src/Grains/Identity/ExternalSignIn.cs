namespace EmailAgent.Grains.Identity;

/// <summary>Result of an external login.</summary>
/// <param name="User">Null if it was deleted.</param>
/// <param name="Changed">Whether cached knowledge of the user's access can be outdated.</param>
/// <param name="EndedKeys">The API keys that the login has ended.</param>
internal sealed record ExternalSignIn(UserRow? User, bool Changed, IReadOnlyList<Guid> EndedKeys);
