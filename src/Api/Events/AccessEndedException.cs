namespace EmailAgent.Api.Events;

/// <summary>The end of a live connection whose caller is no longer allowed to read events.</summary>
internal sealed class AccessEndedException() : Exception("Access has ended.");
