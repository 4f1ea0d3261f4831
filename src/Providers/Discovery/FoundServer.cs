namespace EmailAgent.Providers.Discovery;

/// <summary>A mail server that was found for an address.</summary>
/// <param name="Username">The user name there; before <see cref="For"/> with the placeholders of <see cref="UserPlaceholders"/>.</param>
/// <param name="Source">One of <see cref="ServerSources"/>.</param>
/// <param name="Confidence">The trust in it.</param>
public sealed record FoundServer(ServerAddress Address, string Username, string Source, ServerConfidence Confidence)
{
    /// <summary>Returns the server with the user name of an address.</summary>
    internal FoundServer For(string address) => this with { Username = UserPlaceholders.Replace(Username, address) };
}
