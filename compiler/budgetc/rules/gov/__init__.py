"""GOV: procurement and purchased services."""
