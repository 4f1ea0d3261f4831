using EmailAgent.Grains.Threads;
using EmailAgent.Providers;

namespace EmailAgent.Grains.Mail.Commits;

/// <summary>The stored messages that may concern a commit.</summary>
/// <param name="Places">Messages at all locations that it names.</param>
/// <param name="Labelled">Messages with all remote ids that it names.</param>
internal sealed record StoredMail(
    Dictionary<RemotePlacement, StoredMessage> Places, Dictionary<string, StoredLabelledMessage> Labelled, KnownThreads Threads);
