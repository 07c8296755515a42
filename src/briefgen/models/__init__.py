"""The models: what goes in, what packs say, what comes out. Import them from ``briefgen``."""
