namespace EmailAgent.Providers.Egress;

/// <summary>No address of a host is allowed by the <see cref="EgressPolicy"/>.</summary>
internal sealed class EgressRefusedException() : HttpRequestException("Connections to the address of this server are not allowed.");
