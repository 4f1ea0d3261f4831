using System.ComponentModel.DataAnnotations;

namespace EmailAgent.Grains.Search;

/// <summary>Lists the modes of searches.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SearchModeNameAttribute() : AllowedValuesAttribute(SearchModes.Text, SearchModes.Semantic, SearchModes.Hybrid);
