using Orleans.Runtime;

namespace Orleans.Embedded.State;

/// <summary>Where one state of one grain is stored.</summary>
internal sealed record StateKey(GrainId GrainId, string Name, string Storage);
