namespace EmailAgent.Intelligence.Categories;

/// <summary>The parts of a message in which features are found.</summary>
internal enum CategoryFeatureSource
{
    Subject,
    Text,
    Sender,
    Headers,
}
