namespace EmailAgent.Api.Events;

/// <summary>Ends a live connection whose caller may not read events any more.</summary>
internal sealed class AccessEndedException() : Exception("Access has ended.");
