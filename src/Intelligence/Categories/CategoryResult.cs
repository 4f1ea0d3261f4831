namespace EmailAgent.Intelligence.Categories;

/// <summary>The category of a message.</summary>
/// <param name="Category">One of <see cref="MessageCategory.All"/>.</param>
/// <param name="Confidence">The estimated probability that it is the right one, 0 to 1.</param>
/// <param name="Reasons">What the decision is based on, in words for the owner, the strongest reason first; one to three.</param>
internal sealed record CategoryResult(string Category, double Confidence, IReadOnlyList<string> Reasons);
