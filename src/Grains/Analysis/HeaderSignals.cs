using EmailAgent.Intelligence;

namespace EmailAgent.Grains.Analysis;

/// <summary>The header fields that the analysis reads, from a parsed message.</summary>
/// <param name="Signals">How the message was sent.</param>
/// <param name="Unsubscribe">The addresses of List-Unsubscribe as written, in the sender's order of preference: <c>mailto:</c> and <c>https:</c>.</param>
/// <param name="UtcOffset">The sender's offset from UTC in minutes; null if the Date header gives none, or is not believable.</param>
internal sealed record HeaderSignals(MessageSignals Signals, IReadOnlyList<string> Unsubscribe, short? UtcOffset);
