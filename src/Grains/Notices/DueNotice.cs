namespace EmailAgent.Grains.Notices;

/// <summary>A mail to be sent.</summary>
/// <param name="EmailKey">The key of the account; there can be no account.</param>
/// <param name="Kind">One of <see cref="NoticeKinds"/>.</param>
/// <param name="Attempts">This one included.</param>
/// <param name="Sent">How many of this kind the address got lately.</param>
internal sealed record DueNotice(string EmailKey, string Kind, int Attempts, int Sent);
