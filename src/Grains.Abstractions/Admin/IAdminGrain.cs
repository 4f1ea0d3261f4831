namespace EmailAgent.Grains.Admin;

/// <summary>Queries and actions of administrators: a stateless worker, key 0. None of them gives access to mail. Actions and queries are audited.</summary>
[Alias("admin")]
public interface IAdminGrain : IGrainWithIntegerKey
{
    /// <summary>Lists the accounts, newest first. Refused with <c>validation_failed</c> for an <paramref name="after"/> that no page returned.</summary>
    /// <param name="search">Part of an address or a name; null for all.</param>
    /// <param name="after">Cursor of the page before; null for the first.</param>
    /// <param name="limit">At most this many.</param>
    [Alias("list-accounts"), Idempotent]
    Task<Outcome<AccountPage>> ListAccountsAsync(string? search, string? after, int limit, CancellationToken cancellationToken);

    /// <summary>Changes role and standing, at once and everywhere. Refused with <c>not_found</c> or <c>last_admin</c>.</summary>
    [Alias("change-account")]
    Task<Outcome<Account>> ChangeAccountAsync(Guid userId, AccountRequest changes, CancellationToken cancellationToken);

    /// <summary>Lists the sessions of a user, last used first. Refused with <c>not_found</c>.</summary>
    [Alias("list-sessions"), Idempotent]
    Task<Outcome<IReadOnlyList<AccountSession>>> ListSessionsAsync(Guid userId, CancellationToken cancellationToken);

    /// <summary>Ends a user's session at once. Refused with <c>not_found</c>.</summary>
    [Alias("end-session")]
    Task<Outcome<Done>> EndSessionAsync(Guid userId, Guid sessionId, CancellationToken cancellationToken);

    /// <summary>
    /// Removes the lost second factor of a user, ends all sessions, and mails the owner. Refused with <c>not_found</c> or
    /// <c>second_factor_off</c>.
    /// </summary>
    [Alias("reset-second-factor")]
    Task<Outcome<Done>> ResetSecondFactorAsync(Guid userId, CancellationToken cancellationToken);

    [Alias("stats"), Idempotent]
    Task<InstanceStats> GetStatsAsync(CancellationToken cancellationToken);

    /// <summary>Lists connections that fail; or, with <paramref name="stale"/>, those that do not fail but have been behind for an hour.</summary>
    [Alias("troubled-connections"), Idempotent]
    Task<Outcome<TroubledConnectionPage>> ListConnectionsAsync(bool stale, string? after, int limit, CancellationToken cancellationToken);
}
