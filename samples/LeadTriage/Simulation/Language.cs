namespace LeadTriage.Simulation;

internal enum Language
{
    English,
    German,
    French,
    Spanish,
}
