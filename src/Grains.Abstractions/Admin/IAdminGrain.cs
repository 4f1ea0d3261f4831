namespace EmailAgent.Grains.Admin;

/// <summary>
/// What administrators see and do: a stateless worker, key 0. Nothing here leads to anybody's mail. What is done is audited, and so is
/// what is looked at.
/// </summary>
[Alias("admin")]
public interface IAdminGrain : IGrainWithIntegerKey
{
    /// <summary>Accounts, newest first. Refused with <c>validation_failed</c> for an <paramref name="after"/> that no page said.</summary>
    /// <param name="search">Part of an address or a name; null for all.</param>
    /// <param name="after">As the page before said; null for the first.</param>
    /// <param name="limit">At most this many.</param>
    /// <param name="cancellationToken">Gives up.</param>
    [Alias("list-accounts"), Idempotent]
    Task<Outcome<AccountPage>> ListAccountsAsync(string? search, string? after, int limit, CancellationToken cancellationToken);

    /// <summary>Changes role and standing, at once and everywhere. Refused with <c>not_found</c> or <c>last_admin</c>.</summary>
    [Alias("change-account")]
    Task<Outcome<Account>> ChangeAccountAsync(Guid userId, AccountChanges changes, CancellationToken cancellationToken);

    /// <summary>The sessions of somebody, last used first. Refused with <c>not_found</c>.</summary>
    [Alias("list-sessions"), Idempotent]
    Task<Outcome<IReadOnlyList<AccountSession>>> ListSessionsAsync(Guid userId, CancellationToken cancellationToken);

    /// <summary>Ends a session of somebody's, at once. Refused with <c>not_found</c>.</summary>
    [Alias("end-session")]
    Task<Outcome<Done>> EndSessionAsync(Guid userId, Guid sessionId, CancellationToken cancellationToken);

    /// <summary>
    /// Removes the second factor of somebody who has lost it, ends all sessions, and has the owner mailed. Refused with <c>not_found</c> or
    /// <c>second_factor_off</c>.
    /// </summary>
    [Alias("reset-second-factor")]
    Task<Outcome<Done>> ResetSecondFactorAsync(Guid userId, CancellationToken cancellationToken);

    [Alias("stats"), Idempotent]
    Task<InstanceStats> GetStatsAsync(CancellationToken cancellationToken);

    /// <summary>Connections that fail; or, with <paramref name="stale"/>, those that do not, but have been behind for an hour.</summary>
    [Alias("troubled-connections"), Idempotent]
    Task<Outcome<TroubledConnectionPage>> ListConnectionsAsync(bool stale, string? after, int limit, CancellationToken cancellationToken);
}
