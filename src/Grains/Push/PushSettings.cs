using System.Text.Json;
using EmailAgent.Storage.Connections;

namespace EmailAgent.Grains.Push;

/// <summary>What the settings of every mailbox that can be pushed have in common.</summary>
/// <param name="Push">Whether its provider shall push.</param>
/// <param name="PollAlways">Whether it is polled at its mode also while pushes can be relied on.</param>
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
