using System.ComponentModel.DataAnnotations;

namespace EmailAgent.Grains.Connections;

/// <summary>Marks a text that names the kind of a mailbox.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ProviderNameAttribute() : AllowedValuesAttribute([.. ProviderNames.All.Select(provider => provider.Name)]);
