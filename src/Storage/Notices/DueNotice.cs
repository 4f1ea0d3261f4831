namespace EmailAgent.Storage.Notices;

/// <summary>A mail that is to be sent.</summary>
/// <param name="EmailKey">What the account is looked up by; there may be none.</param>
/// <param name="Kind">One of <see cref="NoticeKinds"/>.</param>
/// <param name="Attempts">This one included.</param>
/// <param name="Sent">How many of this kind the address got lately.</param>
public sealed record DueNotice(string EmailKey, string Kind, int Attempts, int Sent);
