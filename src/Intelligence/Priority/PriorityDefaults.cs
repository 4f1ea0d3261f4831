using System.Text.Json;

namespace EmailAgent.Intelligence.Priority;

/// <summary>The weights with which every owner begins, trained by <c>IntelligenceBench train priority</c> and embedded.</summary>
internal sealed class PriorityDefaults
{
    private const string Resource = "EmailAgent.Intelligence.Priority.priority.json";

    /// <summary>The embedded weights.</summary>
    public static readonly PriorityDefaults Embedded = Read();

    public required double Bias { get; init; }

    /// <summary>The weights in the order of <see cref="PriorityFeatureTable.All"/>.</summary>
    public required IReadOnlyList<double> Weights { get; init; }

    /// <summary>The usual values of the features: a feature moves the score by its distance from them.</summary>
    public required IReadOnlyList<double> Usual { get; init; }

    private static PriorityDefaults Read()
    {
        using var stream = typeof(PriorityDefaults).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The assembly lacks {Resource}.");
        using var document = JsonDocument.Parse(stream);
        var root = document.RootElement;
        return new()
        {
            Bias = root.GetProperty("bias").GetDouble(),
            Weights = Column(root, "weight"),
            Usual = Column(root, "usual"),
        };
    }

    // A feature that is newer than the training does not count.
    private static double[] Column(JsonElement root, string name) =>
    [
        .. PriorityFeatureTable.All.Select(feature =>
            root.GetProperty("features").TryGetProperty(feature.Code, out var entry) ? entry.GetProperty(name).GetDouble() : 0),
    ];
}
