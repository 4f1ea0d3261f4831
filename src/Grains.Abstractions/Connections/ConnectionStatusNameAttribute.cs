using System.ComponentModel.DataAnnotations;

namespace EmailAgent.Grains.Connections;

/// <summary>Marks a text that is the status of a connection.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ConnectionStatusNameAttribute()
    : AllowedValuesAttribute("connecting", "connected", "error", "authentication_failed", "needs_sign_in", "suspended");
