namespace EmailAgent.Grains.Connections;

/// <summary>The facts of a provider that the routes and texts of the API need.</summary>
/// <param name="Name">The name in paths and in JSON.</param>
/// <param name="Title">The name for people.</param>
/// <param name="Word">The name within the names of operations.</param>
public sealed record KnownProvider(string Name, string Title, string Word)
{
    /// <summary>Indicates whether mailboxes are connected with a password instead of a sign-in.</summary>
    public bool TakesPassword { get; init; }

    /// <summary>Gets the name of the service that delivers the provider's pushes; null if it does not push.</summary>
    public string? PushService { get; init; }
}
