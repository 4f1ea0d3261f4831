using System.Text.Json;
using EmailAgent.Grains.Connections;

namespace EmailAgent.Grains.Push;

/// <summary>The settings that mailboxes of all pushing providers share.</summary>
/// <param name="Push">Indicates whether the provider is asked to push.</param>
/// <param name="PollAlways">Indicates whether the mailbox is polled at its own interval even while pushes are reliable.</param>
internal sealed record PushSettings(bool Push, bool PollAlways)
{
    public const string Needed = "needed";
    public const string Always = "always";

    public static PushSettings Of(StoredConnection connection)
    {
        using var settings = JsonDocument.Parse(connection.Settings);
        return new PushSettings(
            !settings.RootElement.TryGetProperty("push", out var push) || push.ValueKind != JsonValueKind.False,
            settings.RootElement.TryGetProperty("poll", out var poll) && poll.ValueEquals(Always));
    }
}
