namespace EmailAgent.Storage.Identity;

/// <summary>What came of the login of somebody whom another issuer knows.</summary>
/// <param name="User">Null when it was deleted.</param>
/// <param name="Changed">Whether what is known of the user's access may be wrong by now.</param>
/// <param name="EndedKeys">The API keys that the login has ended.</param>
public sealed record ExternalSignIn(UserRow? User, bool Changed, IReadOnlyList<Guid> EndedKeys);
