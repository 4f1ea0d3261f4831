using System.ComponentModel.DataAnnotations;

namespace EmailAgent.Grains.Categories;

/// <summary>Marks a text that is one of <see cref="CategoryNames"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class CategoryNameAttribute() : AllowedValuesAttribute(
    CategoryNames.Personal,
    CategoryNames.Work,
    CategoryNames.Newsletter,
    CategoryNames.Notification,
    CategoryNames.Receipt,
    CategoryNames.Travel,
    CategoryNames.Calendar,
    CategoryNames.Social,
    CategoryNames.Promotion,
    CategoryNames.Spam);
