namespace EmailAgent.Api.Parameters;

/// <summary>A query parameter: how it is read and how the OpenAPI document describes it.</summary>
internal abstract record QueryParameter(string Name, string Description);

/// <summary>A whole number.</summary>
internal sealed record IntegerParameter(string Name, string Description, long Default, long Min, long Max) : QueryParameter(Name, Description);

/// <summary><c>true</c> or <c>false</c>.</summary>
internal sealed record BooleanParameter(string Name, string Description) : QueryParameter(Name, Description);

/// <summary>A moment in RFC 3339, or a date that means its first moment in UTC.</summary>
internal sealed record TimestampParameter(string Name, string Description) : QueryParameter(Name, Description);

/// <summary>One of a few words.</summary>
/// <param name="Schema">The name of the words in the OpenAPI document, which generated clients give to their enum.</param>
internal sealed record ChoiceParameter(string Name, string Schema, string Description, string? Default, params string[] Values) : QueryParameter(Name, Description);

/// <summary>Any text.</summary>
internal sealed record TextParameter(string Name, string Description, int MaxLength, bool Required = false) : QueryParameter(Name, Description);

/// <summary>Some of these words, separated by commas.</summary>
/// <param name="Schema">As of <see cref="ChoiceParameter"/>.</param>
internal sealed record ListParameter(string Name, string Schema, string Description, IReadOnlyList<string> Known) : QueryParameter(Name, Description);
