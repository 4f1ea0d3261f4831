using EmailAgent.Storage.Threads;

namespace EmailAgent.Storage.Mail.Commits;

/// <summary>What is stored and may concern a commit.</summary>
/// <param name="Places">Messages at all places it names.</param>
/// <param name="Labelled">Messages of all ids it names.</param>
internal sealed record StoredMail(
    Dictionary<MessagePlace, PlacedMessage> Places, Dictionary<string, LabelledMessage> Labelled, KnownThreads Threads);
