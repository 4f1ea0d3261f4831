using EmailAgent.Intelligence;

namespace EmailAgent.IntelligenceBench.Categories;

/// <summary>A message whose category is known.</summary>
/// <param name="IsKnown">Whether the owner has written to the sender.</param>
/// <param name="Thread">What messages of one thread have in common.</param>
/// <param name="IsReal">Whether it is of the public corpus; otherwise it was written for the training.</param>
internal sealed record CategoryExample(AnalyzedMessage Message, string Category, bool IsKnown, string Thread, bool IsReal);
