namespace EmailAgent.Mail.Mime;

/// <summary>Values of the List- fields (RFC 2369, 2919, 8058). Addresses are URLs as written, in the sender's order of preference.</summary>
/// <param name="Id">Identifier of List-Id without brackets, such as "users.example.org"; null if there is none.</param>
/// <param name="Name">Description in front of it, decoded; null if there is none.</param>
/// <param name="Unsubscribe">Where to leave the list: mailto and https.</param>
/// <param name="HasOneClickUnsubscribe">
/// Whether a POST of "List-Unsubscribe=One-Click" to an https address of <paramref name="Unsubscribe"/> suffices (RFC 8058). Only to be
/// trusted where DKIM covers both fields.
/// </param>
/// <param name="Subscribe">Where to join.</param>
/// <param name="Post">Where to write to; empty also for "NO".</param>
/// <param name="Archive">Where old messages are.</param>
/// <param name="Help">Where to get help.</param>
/// <param name="Owner">How to reach people.</param>
public sealed record MailingList(
    string? Id,
    string? Name,
    IReadOnlyList<string> Unsubscribe,
    bool HasOneClickUnsubscribe,
    IReadOnlyList<string> Subscribe,
    IReadOnlyList<string> Post,
    IReadOnlyList<string> Archive,
    IReadOnlyList<string> Help,
    IReadOnlyList<string> Owner);
