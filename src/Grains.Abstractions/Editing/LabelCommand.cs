namespace EmailAgent.Grains.Editing;

/// <summary>A change of a label or folder.</summary>
/// <param name="LabelId">Which; null to create one.</param>
/// <param name="Path">The full name that it gets, parts separated by a slash; null to delete it.</param>
[GenerateSerializer, Immutable, Alias("label-command")]
public sealed record LabelCommand(
    [property: Id(0)] string? LabelId,
    [property: Id(1)] string? Path);
